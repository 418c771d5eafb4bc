// Reads one request off a wire, in two steps so that the head can be refused before its body.
// The error is the status to refuse with, or kJustClose.
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "core/ports/http_server.h"
#include "platform/http/request_head.h"
#include "platform/http/wire.h"

namespace edgee {

inline constexpr int kJustClose = 0;

// Waits up to limits.keep_alive for the first byte. The wire's capacity must be limits.head_bytes.
[[nodiscard]] tl::expected<IncomingHead, int> read_request_head(Wire& wire,
                                                                const ServerLimits& limits);
[[nodiscard]] tl::expected<std::string, int> read_request_body(Wire& wire, const Framing& framing,
                                                               const ServerLimits& limits);

// A body that came compressed, as it was before; what was decoded loses its Content-Encoding, what
// cannot be is left as it is. 413 when it is larger than the limit.
[[nodiscard]] tl::expected<std::string, int> decode_request_body(std::string body,
                                                                 HeaderList& headers,
                                                                 const ServerLimits& limits);

}  // namespace edgee

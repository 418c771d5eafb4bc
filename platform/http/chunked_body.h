// Decodes a chunked request body (RFC 9112, 7.1). Trailers are read and dropped.
#pragma once

#include <cstddef>
#include <string>

#include <tl/expected.hpp>

#include "core/model/time.h"
#include "platform/http/wire.h"

namespace edgee {

// The error is the status to refuse with; 0 when the peer left.
[[nodiscard]] tl::expected<std::string, int> read_chunked_body(Wire& wire, std::size_t limit,
                                                               Duration silence);

}  // namespace edgee

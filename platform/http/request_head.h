// Reads an HTTP/1 request head strictly: what two parsers could understand in two ways is refused.
// Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <tl/expected.hpp>

#include "core/ports/http_server.h"

namespace edgee {

// How the body is delimited, and what the connection does afterwards.
struct Framing {
  std::optional<std::size_t> length;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;
  bool http_1_0 = false;
};

struct IncomingHead {
  RequestHead head;
  Framing framing;
};

// `raw` reaches to the end of the blank line. The error is the status to refuse with.
[[nodiscard]] tl::expected<IncomingHead, int> parse_request_head(std::string_view raw);

}  // namespace edgee

// A small HTTP/1.1 client that shows exactly what came, cuts included. One request, one connection.
#pragma once

#include <string>
#include <string_view>

#include "core/model/headers.h"

namespace edgee::play {

struct Reply {
  int status = 0;  // 0: no head came
  HeaderList headers;
  std::string body;    // chunks joined
  bool whole = false;  // ended as HTTP asks for

  // The text of a streamed answer, its pieces joined.
  [[nodiscard]] std::string said() const;
  [[nodiscard]] std::string header(std::string_view name) const {
    return std::string(header_value(headers, name));
  }
};

// `base_url` is what edgee printed: "http://127.0.0.1:PORT/TOKEN".
[[nodiscard]] Reply send_request(const std::string& base_url, const std::string& method,
                                 const std::string& path, const HeaderList& headers,
                                 std::string_view body);

// A model request as Claude Code sends it.
[[nodiscard]] Reply ask_model(const std::string& base_url, std::string_view body,
                              const HeaderList& more = {});

}  // namespace edgee::play

// Writes HTTP/1.1 answer heads. Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/headers.h"

namespace edgee {

// How the end of an answer's body is told.
enum class BodyEnd { no_body, length, chunked, close };

// "Too Many Requests"; some text for any number.
[[nodiscard]] std::string_view reason_of(int status);
// False for 1xx, 204 and 304.
[[nodiscard]] bool may_have_body(int status);
// Up to and with the blank line. Fields that frame the message (Content-Length, Transfer-Encoding,
// Connection) are written here and skipped in `headers`.
[[nodiscard]] std::string render_head(int status, const HeaderList& headers, BodyEnd end,
                                      std::optional<std::size_t> length, bool keep_alive);
// "1f4\r\n": what stands before a chunk of that size; CRLF stands behind it.
[[nodiscard]] std::string chunk_line(std::size_t size);

}  // namespace edgee

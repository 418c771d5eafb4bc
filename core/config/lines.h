// Lines of a TOML text, for edits that keep the layout. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace edgee {

// Behind the byte order mark, if there is one.
[[nodiscard]] std::size_t text_begin(std::string_view text);
[[nodiscard]] std::size_t line_begin(std::string_view text, std::size_t at);
// Behind the line's newline, or the text's end.
[[nodiscard]] std::size_t line_end(std::string_view text, std::size_t at);
// "\r\n" when the text's first line ends so, else "\n".
[[nodiscard]] std::string_view line_break_of(std::string_view text);

[[nodiscard]] bool is_blank(std::string_view text);
[[nodiscard]] bool is_comment(std::string_view text);
// The blanks at the beginning of the line.
[[nodiscard]] std::string_view indent_at(std::string_view text, std::size_t line);

// Where the run of comment lines directly above `line` begins; `line` itself without any.
[[nodiscard]] std::size_t comments_above(std::string_view text, std::size_t line);

}  // namespace edgee

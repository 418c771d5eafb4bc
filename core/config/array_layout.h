// Where the items of a TOML list stand in the text, comments and layout included. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace edgee {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct ArrayItem {
  Span value;
  std::optional<std::size_t> comma;  // behind it
  // The item's whole lines, when nothing but a comment shares them.
  std::optional<Span> lines;
  std::size_t lead = 0;      // where the comment lines directly above begin, else lines->begin
  bool begins_line = false;  // nothing but blanks stands before it
};

struct ArrayLayout {
  std::size_t open = 0;  // "["
  std::vector<ArrayItem> items;
};

// `open` is the offset of the list's "[" in a text that parses.
[[nodiscard]] ArrayLayout scan_array(std::string_view text, std::size_t open);

// Behind the value that begins at `at` in a text that parses.
[[nodiscard]] std::size_t skip_value(std::string_view text, std::size_t at);
// The same for the `key = value` that begins at `at`.
[[nodiscard]] std::size_t skip_key_value(std::string_view text, std::size_t at);

}  // namespace edgee

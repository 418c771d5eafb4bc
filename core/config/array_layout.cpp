#include "core/config/array_layout.h"

#include <algorithm>

#include "core/config/lines.h"

namespace edgee {
namespace {

std::size_t find_or_end(std::string_view text, std::string_view what, std::size_t from) {
  return std::min(text.find(what, from), text.size());
}

std::size_t skip_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view triple = text.substr(at, 3);
  const bool multi_line = triple.size() == 3 && triple[1] == quote && triple[2] == quote;
  at += multi_line ? 3U : 1U;
  while (at < text.size()) {
    const bool escape = quote == '"' && text[at] == '\\';
    const bool closes = text[at] == quote && (!multi_line || text.substr(at, 3) == triple);
    if (!closes) {
      at += escape ? 2U : 1U;
      continue;
    }
    if (!multi_line) return at + 1;
    // Up to two more quotes belong to the string: """a""""".
    at += 3;
    while (at < text.size() && text[at] == quote)
      ++at;
    return at;
  }
  return text.size();
}

// A list or a table in braces.
std::size_t skip_nested(std::string_view text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = skip_string(text, at);
      continue;
    }
    if (c == '#') at = find_or_end(text, "\n", at);
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (at < text.size()) ++at;
    if (depth == 0) return at;
  }
  return text.size();
}

void find_lines(std::string_view text, std::size_t open, ArrayItem& item) {
  const std::size_t begin = line_begin(text, item.value.begin);
  item.lead = begin;
  item.begins_line = begin > open && is_blank(text.substr(begin, item.value.begin - begin));
  const std::size_t end = line_end(text, item.value.end);
  const std::size_t last = item.comma ? *item.comma + 1 : item.value.end;
  if (!item.begins_line || last > end) return;
  const std::string_view rest = text.substr(last, end - last);
  if (!is_blank(rest) && !is_comment(rest)) return;
  item.lines = Span{begin, end};
  item.lead = comments_above(text, begin);
}

}  // namespace

std::size_t skip_value(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  if (text[at] == '"' || text[at] == '\'') return skip_string(text, at);
  if (text[at] == '[' || text[at] == '{') return skip_nested(text, at);
  return std::min(text.find_first_of(",]}# \t\r\n", at), text.size());
}

std::size_t skip_key_value(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '=') {
    at = text[at] == '"' || text[at] == '\'' ? skip_string(text, at) : at + 1;
  }
  const std::size_t value = text.find_first_not_of(" \t", std::min(at + 1, text.size()));
  return skip_value(text, std::min(value, text.size()));
}

ArrayLayout scan_array(std::string_view text, std::size_t open) {
  ArrayLayout layout;
  layout.open = open;
  std::size_t at = open + 1;
  while (at < text.size() && text[at] != ']') {
    const char c = text[at];
    if (c == '#') {
      at = find_or_end(text, "\n", at);
    } else if (c == ',') {
      if (!layout.items.empty()) layout.items.back().comma = at;
      ++at;
    } else if (is_blank(text.substr(at, 1))) {
      ++at;
    } else {
      ArrayItem item;
      item.value = {at, std::max(skip_value(text, at), at + 1)};
      at = item.value.end;
      layout.items.push_back(item);
    }
  }
  for (ArrayItem& item : layout.items)
    find_lines(text, open, item);
  return layout;
}

}  // namespace edgee

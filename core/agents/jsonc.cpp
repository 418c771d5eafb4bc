#include "core/agents/jsonc.h"

#include <cstddef>

namespace edgee {
namespace {

// The index behind the string that begins at `at`.
std::size_t behind_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at < text.size() ? at + 1 : text.size();
}

std::size_t behind_comment(std::string_view text, std::size_t at) {
  const bool one_line = text[at + 1] == '/';
  const std::size_t end = text.find(one_line ? "\n" : "*/", at + 2);
  if (end == std::string_view::npos) return text.size();
  return one_line ? end : end + 2;
}

bool begins_comment(std::string_view text, std::size_t at) {
  const std::string_view mark = text.substr(at, 2);
  return mark == "//" || mark == "/*";
}

}  // namespace

std::string plain_json(std::string_view text) {
  std::string plain;
  std::size_t comma = std::string::npos;  // a comma behind which nothing has come yet
  for (std::size_t at = 0; at < text.size();) {
    if (begins_comment(text, at)) {
      const std::size_t end = behind_comment(text, at);
      for (; at < end; ++at)
        plain += text[at] == '\n' ? '\n' : ' ';
      continue;
    }
    const char c = text[at];
    if ((c == '}' || c == ']') && comma != std::string::npos) plain[comma] = ' ';
    if (c == ',') {
      comma = plain.size();
    } else if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
      comma = std::string::npos;
    }
    const std::size_t end = c == '"' ? behind_string(text, at) : at + 1;
    plain += text.substr(at, end - at);
    at = end;
  }
  return plain;
}

std::optional<OrderedJson> parse_settings(std::string_view text) {
  const std::string plain = plain_json(text);
  // Also looks at the depth.
  if (!parse_json(plain)) return std::nullopt;
  OrderedJson settings = OrderedJson::parse(plain, nullptr, false);
  if (!settings.is_object()) return std::nullopt;
  return settings;
}

}  // namespace edgee

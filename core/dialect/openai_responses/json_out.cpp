#include "core/dialect/openai_responses/json_out.h"

#include <algorithm>
#include <cstddef>

#include "core/base/json_quote.h"
#include "core/base/room.h"

namespace edgee::openai_responses {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void put_escaped(std::string& out, char c) {
  constexpr std::string_view kShort = "\"\"\\\\\nn\tt\rr\bb\ff";
  for (std::size_t i = 0; i + 1 < kShort.size(); i += 2) {
    if (kShort[i] != c) continue;
    out += '\\';
    out += kShort[i + 1];
    return;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kDigits[byte / 16U];
  out += kDigits[byte % 16U];
}

}  // namespace

void put_quoted(std::string& out, std::string_view text) {
  if (!is_ascii(text)) {
    out += quote_json(text);
    return;
  }
  out += '"';
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_plain(text[at])) continue;
    out.append(text, from, at - from);
    put_escaped(out, text[at]);
    from = at + 1;
  }
  out.append(text, from, text.size() - from);
  out += '"';
}

std::string json_string(std::string_view text) {
  std::string out;
  put_quoted(out, text);
  return out;
}

void put_comma(std::string& out) {
  if (!out.empty() && out.back() != '{' && out.back() != '[') out += ',';
}

void put_key(std::string& out, std::string_view key) {
  put_comma(out);
  out.append("\"").append(key).append("\":");
}

void put_text(std::string& out, std::string_view key, std::string_view text) {
  put_key(out, key);
  put_quoted(out, text);
}

void put_raw(std::string& out, std::string_view key, std::string_view json) {
  make_room(out, json.size());
  put_key(out, key);
  out += json;
}

std::string in_one_line(std::string_view json) {
  std::string line(json);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

}  // namespace edgee::openai_responses

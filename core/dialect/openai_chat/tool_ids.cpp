#include "core/dialect/openai_chat/tool_ids.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>

#include "core/dialect/tool_names.h"

namespace edgee::openai_chat {
namespace {

constexpr std::string_view kEscaped = "edgee-";  // then "-2e" for "."

bool is_alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

char hex_digit(unsigned value) {
  return "0123456789abcdef"[value & 15U];
}

std::string unescaped(std::string_view id) {
  if (!id.starts_with(kEscaped)) return std::string(id);
  std::string out;
  for (std::size_t i = kEscaped.size(); i < id.size(); ++i) {
    if (id[i] != '-') {
      out += id[i];
      continue;
    }
    unsigned code = 0;
    const char* first = id.data() + i + 1;
    if (i + 2 >= id.size() || std::from_chars(first, first + 2, code, 16).ptr != first + 2) {
      return std::string(id);  // not one of ours after all
    }
    out += static_cast<char>(code);
    i += 2;
  }
  return out;
}

}  // namespace

std::string conversation_tool_id(std::string_view agents) {
  return is_plain_word(agents) ? std::string(agents) : agent_tool_id(agents);
}

std::string agent_tool_id(std::string_view upstream) {
  const bool plain = upstream.empty() || is_plain_word(upstream);
  if (plain && !upstream.starts_with(kEscaped)) return std::string(upstream);
  std::string out(kEscaped);
  for (const char c : upstream) {
    if (is_alnum(c) || c == '_') {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'-', hex_digit(byte / 16U), hex_digit(byte)};
  }
  return out;
}

std::string upstream_tool_id(std::string_view agents, const ChatQuirks& quirks) {
  std::string id = unescaped(agents);
  if (quirks.tool_id_length > 0) {
    const bool fits =
        id.size() == quirks.tool_id_length && std::all_of(id.begin(), id.end(), is_alnum);
    return fits ? id : hashed_word(id, quirks.tool_id_length);
  }
  if (id.size() <= quirks.tool_id_max && !id.empty()) return id;
  return invented_tool_id(id);
}

std::string invented_tool_id(std::string_view seed) {
  constexpr std::size_t kLength = 11;  // 64 bits
  return "call_" + hashed_word(seed, kLength);
}

}  // namespace edgee::openai_chat

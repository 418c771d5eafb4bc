#include "core/dialect/tool_names.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace edgee {
namespace {

bool is_plain(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

// FNV-1a, then mixed (splitmix64) so that short texts differ in every digit.
std::uint64_t hash(std::string_view text) {
  std::uint64_t value = 0xcbf29ce484222325U;
  for (const char c : text) {
    value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

}  // namespace

bool is_plain_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
}

std::string hashed_word(std::string_view text, std::size_t length) {
  constexpr std::string_view kDigits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string out;
  std::uint64_t value = hash(text);
  while (out.size() < length) {
    if (value == 0) value = hash(std::string(text) + out);
    out += kDigits[value % kDigits.size()];
    value /= kDigits.size();
  }
  return out;
}

std::string plain_tool_name(std::string_view name) {
  constexpr std::size_t kHash = 8;
  constexpr std::size_t kLongest = 64;  // OpenAI's and Google's limit
  if (is_plain_word(name) && name.size() <= kLongest) return std::string(name);
  std::string plain(name.substr(0, kLongest - kHash - 1));
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return !is_plain(c); }, '_');
  return plain + '_' + hashed_word(name, kHash);
}

}  // namespace edgee

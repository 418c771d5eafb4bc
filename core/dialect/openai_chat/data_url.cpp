#include "core/dialect/openai_chat/data_url.h"

#include <cstddef>
#include <cstdint>

namespace edgee::openai_chat {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::optional<DataUrl> read_data_url(std::string_view url) {
  constexpr std::string_view kScheme = "data:";
  constexpr std::string_view kEncoding = ";base64";
  if (!url.starts_with(kScheme)) return std::nullopt;
  const std::size_t comma = url.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view head = url.substr(kScheme.size(), comma - kScheme.size());
  if (!head.ends_with(kEncoding)) return std::nullopt;
  return DataUrl{head.substr(0, head.find(';')), url.substr(comma + 1)};
}

std::optional<std::string> decode_base64(std::string_view base64) {
  while (base64.ends_with('='))
    base64.remove_suffix(1);
  std::string out;
  out.reserve(base64.size() / 4 * 3);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : base64) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU));
  }
  return out;
}

}  // namespace edgee::openai_chat

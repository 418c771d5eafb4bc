// "data:" URLs (RFC 2397), in which Chat carries images and files. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace edgee::openai_chat {

// Views of the URL. nullopt: it is none, or its data is no base64.
struct DataUrl {
  std::string_view media_type;  // "image/png"; "" when the URL names none
  std::string_view base64;
};
[[nodiscard]] std::optional<DataUrl> read_data_url(std::string_view url);

// nullopt: it is no base64 (RFC 4648, with or without padding).
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view base64);

}  // namespace edgee::openai_chat

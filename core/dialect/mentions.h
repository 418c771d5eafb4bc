// What a request holds somewhere in its depths, as far as it decides who can take it and what it
// costs. Each dialect knows the keys; the sums are the same. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace edgee {

struct Mentions {
  bool images = false;
  bool foreign = false;  // marks of another vendor's answers
  std::size_t data_bytes = 0;
  std::int64_t data_values = 0;

  void add_data(std::string_view value) {
    data_bytes += value.size();
    ++data_values;
  }
};

// Shorter values are counted as the text that they may be.
inline constexpr std::size_t kLongData = 2000;

// A vendor bills an image by its pixels, at most about so many tokens, and not by its bytes.
inline constexpr std::int64_t kImageTokens = 1600;

// Input tokens of a request of so many bytes, roughly: nobody's tokenizer is asked.
[[nodiscard]] inline std::int64_t estimated_tokens(std::size_t bytes, const Mentions& mentions,
                                                   std::int64_t per_image = kImageTokens) {
  const auto text = static_cast<double>(bytes - mentions.data_bytes);
  return mentions.data_values * per_image + static_cast<std::int64_t>(text / 3.5);
}

}  // namespace edgee

// What providers' error bodies have in common, whatever their envelope. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace edgee {

// The most that is kept of a provider's words.
inline constexpr std::size_t kErrorTextMax = 1000;

// The words of a body in no envelope: a page's title, or how the text begins.
[[nodiscard]] std::string plain_error(std::string_view body);

// A code that only repeats an HTTP status of failure: "429".
[[nodiscard]] bool is_status_code(std::string_view code);

// More words behind a message, unless it says them already.
void append_words(std::string& message, std::string_view more);

}  // namespace edgee

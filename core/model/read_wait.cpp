#include "core/model/read_wait.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr double kLongest = 366.0 * 24 * 3600 * 1000;  // a year, in ms

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

std::string_view word_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0)
    ++end;
  return text.substr(0, end);
}

// In ms; 0 for a word that is no unit.
double unit(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, double>, 18> kUnits{{
      {"ms", 1},
      {"milliseconds", 1},
      {"s", 1e3},
      {"sec", 1e3},
      {"secs", 1e3},
      {"second", 1e3},
      {"seconds", 1e3},
      {"m", 6e4},
      {"min", 6e4},
      {"mins", 6e4},
      {"minute", 6e4},
      {"minutes", 6e4},
      {"h", 36e5},
      {"hour", 36e5},
      {"hours", 36e5},
      {"d", 864e5},
      {"day", 864e5},
      {"days", 864e5},
  }};
  for (const auto& [name, ms] : kUnits) {
    if (equals_ignoring_case(name, word)) return ms;
  }
  return 0;
}

std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || value < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

}  // namespace

std::optional<Duration> read_wait(std::string_view text) {
  text = trim(text);
  std::optional<double> total;
  while (!text.empty() && is_digit(text.front())) {
    const std::optional<double> number = take_number(text);
    if (!number) break;
    const std::string_view word = word_at(trim(text));
    const double size = unit(word);
    if (size == 0 && total) break;  // "in 6m0 requests"
    total = total.value_or(0) + *number * (size == 0 ? 1e3 : size);
    if (size == 0) break;
    text = trim(text);
    text.remove_prefix(word.size());
    text = trim(text);
  }
  if (!total || *total > kLongest) return std::nullopt;
  return Duration(static_cast<Duration::rep>(*total));
}

}  // namespace edgee

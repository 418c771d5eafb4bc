#include "core/config/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::array<std::pair<std::string_view, long long>, 5> kUnits{
    {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"min", 60'000}, {"h", 3'600'000}}};
constexpr double kLongestMs = 7.0 * 24 * 3'600'000;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_word(std::string_view text, std::string_view also) {
  return !text.empty() && is_letter_or_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_letter_or_digit(c) || also.find(c) != std::string_view::npos;
         });
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  const std::string_view whole = trim(text);
  const std::size_t digits = whole.find_first_not_of("0123456789.");
  if (digits == std::string_view::npos || digits == 0) return std::nullopt;
  double amount = 0;
  const char* const end = whole.data() + digits;
  const auto [read_to, error] = std::from_chars(whole.data(), end, amount);
  if (error != std::errc{} || read_to != end) return std::nullopt;
  const std::string_view unit = trim(whole.substr(digits));
  for (const auto& [name, milliseconds] : kUnits) {
    if (name != unit) continue;
    const double total = amount * static_cast<double>(milliseconds);
    if (total > kLongestMs) return std::nullopt;
    return Duration(std::llround(total));
  }
  return std::nullopt;
}

std::string format_duration(Duration duration) {
  const long long ms = duration.count();
  if (ms != 0 && ms % 3'600'000 == 0) return std::to_string(ms / 3'600'000) + "h";
  if (ms != 0 && ms % 60'000 == 0) return std::to_string(ms / 60'000) + "m";
  if (ms % 1'000 == 0) return std::to_string(ms / 1'000) + "s";
  return std::to_string(ms) + "ms";
}

bool is_chain_name(std::string_view name) {
  return is_word(name, "-_");
}

bool is_provider_id(std::string_view id) {
  return is_word(id, "-_.") && id != "agent";
}

bool is_variable_name(std::string_view name) {
  return !name.empty() && (name.front() < '0' || name.front() > '9') &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '_'; });
}

}  // namespace edgee

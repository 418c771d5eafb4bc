// Small text helpers used everywhere. Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace edgee {

[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] bool contains_ignoring_case(std::string_view text, std::string_view part);
// As text.find(part, from), but fast in large texts: string_view's own stops at every first letter.
[[nodiscard]] std::size_t find_text(std::string_view text, std::string_view part,
                                    std::size_t from = 0);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);

// A pattern in which * stands for any run of characters; compared ignoring case.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view text);

// The word nearest in spelling, or "" when none is near enough to suggest.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> words);

// Whether version `a` ("2.1.197") comes after `b`. What is no number counts as 0.
[[nodiscard]] bool is_newer(std::string_view a, std::string_view b);

// Decimal digits only, no sign; -1 when it is anything else or does not fit.
[[nodiscard]] long long parse_number(std::string_view text);

}  // namespace edgee

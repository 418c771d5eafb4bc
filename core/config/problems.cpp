#include "core/config/problems.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"

namespace edgee {

void Problems::add(Place place, std::string message, std::string fix) {
  found_.push_back({file_, place.line, place.column, std::move(message), std::move(fix)});
}

std::vector<ConfigProblem> Problems::take() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const ConfigProblem& a, const ConfigProblem& b) {
                     return a.line != b.line ? a.line < b.line : a.column < b.column;
                   });
  return std::move(found_);
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    out += c >= 0 && c < ' ' ? '?' : c;
  return out + '"';
}

std::string suggest(std::string_view wrong, std::span<const std::string> words) {
  constexpr std::size_t kMostWorthListing = 16;
  const std::string nearest = nearest_word(wrong, words);
  if (!nearest.empty()) return "did you mean " + in_quotes(nearest) + "?";
  if (words.empty() || words.size() > kMostWorthListing) return "";
  std::vector<std::string> quoted;
  for (const std::string& word : words)
    quoted.push_back(in_quotes(word));
  return "expected " + std::string(words.size() == 1 ? "" : "one of: ") + join(quoted, ", ");
}

}  // namespace edgee

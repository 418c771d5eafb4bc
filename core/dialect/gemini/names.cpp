#include "core/dialect/gemini/names.h"

#include <algorithm>
#include <cstddef>

#include "core/base/json_scan.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/tool_names.h"

namespace edgee::gemini {
namespace {

constexpr std::size_t kHash = 12;
constexpr std::size_t kLongestName = 64;  // OpenAI's and Google's limit

std::string replaced(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) {
        return !is_plain_word({&c, 1});
      },
      '_');
  return out;
}

bool is_kept(std::string_view name) {
  return name.size() <= kLongestName && is_plain_word(name);
}

// A short name stays readable; what would be too long has a hash in its end.
std::string fitted(std::string_view own) {
  return own.size() <= kLongestName ? replaced(own) : plain_tool_name(own);
}

}  // namespace

ToolNames::ToolNames(const JsonDoc& request) {
  for (const JsonSpan& tool : list(request, request.root(), "tools")) {
    for (const JsonSpan& declared : list(request, tool, "functionDeclarations")) {
      std::string own = text(request, declared, "name");
      if (is_kept(own)) names_.emplace_back(own, own);
    }
  }
  for (const JsonSpan& tool : list(request, request.root(), "tools")) {
    for (const JsonSpan& declared : list(request, tool, "functionDeclarations")) {
      std::string own = text(request, declared, "name");
      if (is_kept(own)) continue;
      std::string plain = fitted(own);
      if (is_taken(plain)) plain = plain_tool_name(own);
      names_.emplace_back(std::move(own), std::move(plain));
    }
  }
}

bool ToolNames::is_taken(std::string_view plain) const {
  return std::any_of(names_.begin(), names_.end(),
                     [plain](const auto& name) { return name.second == plain; });
}

std::string ToolNames::plain(std::string_view own) const {
  if (is_kept(own)) return std::string(own);
  const auto found = std::find_if(names_.begin(), names_.end(),
                                  [own](const auto& name) { return name.first == own; });
  return found == names_.end() ? fitted(own) : found->second;
}

std::string ToolNames::own(std::string_view plain) const {
  const auto found = std::find_if(names_.begin(), names_.end(),
                                  [plain](const auto& name) { return name.second == plain; });
  return found == names_.end() ? std::string(plain) : found->first;
}

std::string plain_id(std::string_view id) {
  return id.empty() || is_plain_word(id) ? std::string(id)
                                         : replaced(id) + "_" + hashed_word(id, kHash);
}

std::string invented_id(std::string_view seed) {
  return "call_" + hashed_word(seed, kHash);
}

}  // namespace edgee::gemini

#include "core/proxy/wish_list.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/base/edits.h"
#include "core/base/json_scan.h"

namespace edgee {
namespace {

constexpr std::array<std::string_view, 2> kLists{"models", "fallbacks"};

}  // namespace

std::vector<std::string> listed_models(const JsonDoc& body) {
  std::vector<std::string> names;
  for (const std::string_view key : kLists) {
    const auto list = body.child(body.root(), key);
    if (!list || list->in(body.text()).substr(0, 1) != "[") continue;
    for (const JsonSpan& entry : body.children(*list)) {
      const std::string_view text = entry.in(body.text());
      std::string name = json_text(text.starts_with('{') ? json_at(text, "model") : text);
      if (!name.empty()) names.push_back(std::move(name));
    }
  }
  return names;
}

std::string without_lists(std::string_view body) {
  const auto members = scan_json(body);
  if (!members) return std::string(body);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < members->size(); ++i) {
    const std::string_view key = (*members)[i].key;
    if (std::find(kLists.begin(), kLists.end(), key) != kLists.end()) doomed.push_back(i);
  }
  Edits edits;
  edits.remove_members(*members, doomed);
  return edits.apply(body);
}

}  // namespace edgee

#include "core/base/edits.h"

#include <algorithm>
#include <utility>

namespace edgee {

void Edits::replace(std::size_t begin, std::size_t end, std::string with) {
  edits_.push_back(Edit{begin, end, std::move(with)});
}

void Edits::remove_members(const std::vector<JsonSpan>& all,
                           const std::vector<std::size_t>& doomed) {
  // A kept member before the range pays with the comma behind it, otherwise the one that follows.
  for (std::size_t i = 0; i < doomed.size();) {
    std::size_t last = i;
    while (last + 1 < doomed.size() && doomed[last + 1] == doomed[last] + 1)
      ++last;
    const std::size_t first_index = doomed[i];
    const std::size_t last_index = doomed[last];
    if (first_index > 0) {
      replace(all[first_index - 1].end, all[last_index].end, {});
    } else if (last_index + 1 < all.size()) {
      replace(all[first_index].member_begin, all[last_index + 1].member_begin, {});
    } else {
      replace(all[first_index].member_begin, all[last_index].end, {});
    }
    i = last + 1;
  }
}

std::string Edits::apply(std::string_view text) const {
  std::vector<const Edit*> sorted;
  std::size_t grown = text.size();
  for (const Edit& edit : edits_) {
    sorted.push_back(&edit);
    grown += edit.with.size();
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Edit* a, const Edit* b) {
    if (a->begin != b->begin) return a->begin < b->begin;
    return a->end == a->begin && b->end != b->begin;
  });
  std::string out;
  out.reserve(grown);
  std::size_t at = 0;
  for (const Edit* edit : sorted) {
    if (edit->begin < at) continue;
    out.append(text, at, edit->begin - at);
    out += edit->with;
    at = edit->end;
  }
  out.append(text, std::min(at, text.size()));
  return out;
}

}  // namespace edgee

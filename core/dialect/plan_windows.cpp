#include "core/dialect/plan_windows.h"

#include <algorithm>
#include <iterator>

#include "core/base/text.h"
#include "core/dialect/anthropic/plan_limits.h"
#include "core/dialect/rate_windows.h"

namespace edgee {
namespace {

bool has(const HeaderList& headers, std::string_view prefix) {
  return std::any_of(headers.begin(), headers.end(), [prefix](const Header& header) {
    return header.name.size() > prefix.size() &&
           equals_ignoring_case(std::string_view(header.name).substr(0, prefix.size()), prefix);
  });
}

void append(std::vector<PlanWindow>& all, std::vector<PlanWindow> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<PlanWindow> read_plan_windows(const HeaderList& headers, WallTime now) {
  std::vector<PlanWindow> windows;
  if (has(headers, "anthropic-")) append(windows, anthropic::read_windows(headers));
  if (has(headers, "x-ratelimit-")) append(windows, read_rate_windows(headers, now));
  if (has(headers, "x-codex-")) append(windows, read_codex_windows(headers, now));
  return windows;
}

}  // namespace edgee

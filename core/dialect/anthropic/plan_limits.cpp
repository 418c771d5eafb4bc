#include "core/dialect/anthropic/plan_limits.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/base/text.h"
#include "core/dialect/retry_after.h"

namespace edgee::anthropic {
namespace {

std::string_view unified(const HeaderList& headers, std::string_view suffix) {
  return header_value(headers, "anthropic-ratelimit-unified-" + std::string(suffix));
}

bool is_rejected(std::string_view status) {
  return status == "rejected" || status == "rate_limited";
}

bool is_allowed(std::string_view status) {
  return status.starts_with("allowed");
}

// The windows of the whole account are open, so that only one model family is shut out.
bool only_family_is_shut(const HeaderList& headers) {
  const std::string_view claim = unified(headers, "representative-claim");
  if (claim.starts_with("seven_day_")) return true;
  return is_allowed(unified(headers, "5h-status")) && is_allowed(unified(headers, "7d-status"));
}

}  // namespace

std::optional<PlanLimit> read_plan_limit(const HeaderList& headers) {
  if (!is_rejected(unified(headers, "status"))) return std::nullopt;
  const Scope scope = only_family_is_shut(headers) ? Scope::model : Scope::account;
  return PlanLimit{scope, parse_epoch_seconds(unified(headers, "reset"))};
}

std::optional<WallTime> read_rate_reset(const HeaderList& headers) {
  constexpr std::array<std::string_view, 4> kRates{"requests", "tokens", "input-tokens",
                                                   "output-tokens"};
  std::optional<WallTime> latest;
  for (const std::string_view rate : kRates) {
    const std::string prefix = "anthropic-ratelimit-" + std::string(rate);
    if (trim(header_value(headers, prefix + "-remaining")) != "0") continue;
    const auto reset = parse_rfc3339(header_value(headers, prefix + "-reset"));
    if (reset && (!latest || *reset > *latest)) latest = reset;
  }
  return latest;
}

}  // namespace edgee::anthropic

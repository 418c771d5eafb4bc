#include "core/dialect/anthropic/plan_limits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

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

struct WindowKind {
  std::string_view name;  // the word in the header
  Scope scope = Scope::account;
  std::string_view family;
};
// 7d_oi is the weekly window of whichever family the answer is of.
constexpr std::array<WindowKind, 5> kPlanWindows{{{"5h", Scope::account, ""},
                                                  {"7d", Scope::account, ""},
                                                  {"7d_oi", Scope::family, ""},
                                                  {"7d_opus", Scope::family, "opus"},
                                                  {"7d_sonnet", Scope::family, "sonnet"}}};

// "0.62"; nullopt when it is no number.
std::optional<double> read_share(std::string_view text) {
  text = trim(text);
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || stop != end || !(value >= 0)) return std::nullopt;
  return std::min(value, 100.0);
}

std::optional<PlanWindow> read_plan_window(const HeaderList& headers, const WindowKind& kind) {
  const std::string prefix(kind.name);
  const std::string_view status = unified(headers, prefix + "-status");
  const auto used = read_share(unified(headers, prefix + "-utilization"));
  if (!used && status.empty()) return std::nullopt;
  PlanWindow window;
  window.name = kind.name;
  window.scope = kind.scope;
  window.family = kind.family;
  window.rejected = is_rejected(status);
  window.used = used.value_or(window.rejected ? 1.0 : 0.0);
  window.resets_at = parse_epoch_seconds(unified(headers, prefix + "-reset"));
  return window;
}

std::optional<PlanWindow> read_rate(const HeaderList& headers, const std::string& name) {
  const std::string prefix = "anthropic-" + name;
  const long long limit = parse_number(trim(header_value(headers, prefix + "-limit")));
  const long long left = parse_number(trim(header_value(headers, prefix + "-remaining")));
  if (limit <= 0 || left < 0) return std::nullopt;
  PlanWindow window;
  window.name = name;
  window.scope = Scope::model;
  window.used = std::max(0.0, 1.0 - static_cast<double>(left) / static_cast<double>(limit));
  window.resets_at = parse_rfc3339(header_value(headers, prefix + "-reset"));
  return window;
}

}  // namespace

std::optional<PlanLimit> read_plan_limit(const HeaderList& headers) {
  if (!is_rejected(unified(headers, "status"))) return std::nullopt;
  const Scope scope = only_family_is_shut(headers) ? Scope::family : Scope::account;
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

// The extra usage that is paid beside the plan is no window: what it costs is the user's to limit.
std::vector<PlanWindow> read_windows(const HeaderList& headers) {
  constexpr std::array<std::string_view, 6> kRates{
      "ratelimit-requests",      "ratelimit-tokens",  "ratelimit-input-tokens",
      "ratelimit-output-tokens", "fast-input-tokens", "fast-output-tokens"};
  std::vector<PlanWindow> windows;
  for (const WindowKind& kind : kPlanWindows) {
    if (auto window = read_plan_window(headers, kind)) windows.push_back(*std::move(window));
  }
  for (const std::string_view rate : kRates) {
    if (auto window = read_rate(headers, std::string(rate))) windows.push_back(*std::move(window));
  }
  return windows;
}

}  // namespace edgee::anthropic

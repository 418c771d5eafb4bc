#include "core/failover/plan_caps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace edgee {
namespace {

constexpr Duration kRefillsBySelf{std::chrono::minutes(1)};
constexpr std::string_view kTrigger = "plan_cap";

std::string describe(const PlanWindow& window) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTitles{{
      {"5h", "the 5-hour window"},
      {"7d", "the weekly window"},
      {"7d_oi", "the weekly window of the largest models"},
      {"7d_opus", "the weekly window of the Opus models"},
      {"7d_sonnet", "the weekly window of the Sonnet models"},
      {"overage", "the extra usage"},
  }};
  const auto* const found =
      std::find_if(kTitles.begin(), kTitles.end(),
                   [&window](const auto& title) { return title.first == window.name; });
  const std::string title =
      found == kTitles.end() ? "the window \"" + window.name + "\"" : std::string(found->second);
  if (window.rejected) return title + " is used up";
  // Downwards: 99.6 % is not 100 %.
  return title + " is " + std::to_string(static_cast<int>(std::floor(window.used * 100 + 1e-9))) +
         " % used";
}

bool is_full(const PlanWindow& window, std::optional<double> share) {
  return window.rejected || (share && window.used >= *share);
}

}  // namespace

std::vector<PlanCap> find_caps(std::span<const PlanWindow> windows, std::optional<double> share,
                               WallTime now) {
  std::vector<PlanCap> caps;
  for (const PlanWindow& window : windows) {
    if (!is_full(window, share) || !window.resets_at) continue;
    if (*window.resets_at <= now + kRefillsBySelf) continue;
    PlanCap cap{window.scope, window.family, *window.resets_at, describe(window)};
    const auto same = std::find_if(caps.begin(), caps.end(), [&cap](const PlanCap& other) {
      return other.scope == cap.scope && other.family == cap.family;
    });
    if (same == caps.end()) {
      caps.push_back(std::move(cap));
    } else if (same->resets_at < cap.resets_at) {
      *same = std::move(cap);
    }
  }
  return caps;
}

CapSetting cap_setting(const TriggerSettings& settings) {
  CapSetting setting;
  for (const TriggerOverrides* overrides : {settings.global, settings.step}) {
    if (overrides == nullptr) continue;
    const auto found = overrides->find(kTrigger);
    if (found == overrides->end()) continue;
    if (found->second.enabled) setting.enabled = *found->second.enabled;
    if (found->second.at) setting.share = found->second.at;
  }
  return setting;
}

}  // namespace edgee

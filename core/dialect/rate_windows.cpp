#include "core/dialect/rate_windows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/retry_after.h"
#include "core/model/read_wait.h"

namespace edgee {
namespace {

// "6m0s" and "120ms" from now on, a moment, or seconds since 1970 where they are too many to wait.
std::optional<WallTime> read_reset(std::string_view text, WallTime now) {
  constexpr long long kYear2001 = 1'000'000'000;
  text = trim(text);
  if (const auto moment = parse_rfc3339(text)) return moment;
  const long long number = parse_number(text);
  if (number >= kYear2001 * 1000) return parse_epoch_seconds(std::to_string(number / 1000));
  if (number >= kYear2001) return parse_epoch_seconds(text);
  const std::optional<Duration> wait = read_wait(text);
  if (!wait) return std::nullopt;
  return now + *wait;
}

std::optional<PlanWindow> read_rate(const HeaderList& headers, const std::string& name,
                                    WallTime now) {
  const long long limit = parse_number(trim(header_value(headers, "x-ratelimit-limit-" + name)));
  const long long left = parse_number(trim(header_value(headers, "x-ratelimit-remaining-" + name)));
  if (limit <= 0 || left < 0) return std::nullopt;
  PlanWindow window;
  window.name = name;
  window.scope = Scope::model;
  window.used = std::max(0.0, 1.0 - static_cast<double>(left) / static_cast<double>(limit));
  window.resets_at = read_reset(header_value(headers, "x-ratelimit-reset-" + name), now);
  return window;
}

std::optional<double> read_percent(std::string_view text) {
  text = trim(text);
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || stop != end || !(value >= 0)) return std::nullopt;
  return std::min(value, 10'000.0) / 100.0;
}

// "5h" for 300, "7d" for 10080: as people speak of them.
std::string window_name(std::string_view minutes, std::string_view fallback) {
  constexpr long long kHour = 60;
  constexpr long long kDay = 24 * kHour;
  const long long count = parse_number(trim(minutes));
  if (count <= 0) return std::string(fallback);
  if (count % kDay == 0) return std::to_string(count / kDay) + "d";
  if (count % kHour == 0) return std::to_string(count / kHour) + "h";
  return std::to_string(count) + "m";
}

}  // namespace

std::vector<PlanWindow> read_rate_windows(const HeaderList& headers, WallTime now) {
  constexpr std::array<std::string_view, 2> kWhat{"requests", "tokens"};
  constexpr std::array<std::string_view, 4> kPer{"", "-minute", "-hour", "-day"};
  std::vector<PlanWindow> windows;
  for (const std::string_view what : kWhat) {
    for (const std::string_view per : kPer) {
      auto window = read_rate(headers, std::string(what) + std::string(per), now);
      if (window) windows.push_back(*std::move(window));
    }
  }
  return windows;
}

std::vector<PlanWindow> read_codex_windows(const HeaderList& headers, WallTime now) {
  std::vector<PlanWindow> windows;
  for (const std::string_view which : {"primary", "secondary"}) {
    const auto field = [&headers, which](std::string_view name) {
      return header_value(headers, "x-codex-" + std::string(which) + "-" + std::string(name));
    };
    const auto used = read_percent(field("used-percent"));
    if (!used) continue;
    PlanWindow window;
    window.name = window_name(field("window-minutes"), which);
    window.used = *used;
    window.resets_at = parse_epoch_seconds(field("reset-at"));
    if (!window.resets_at) window.resets_at = read_reset(field("reset-after-seconds"), now);
    windows.push_back(std::move(window));
  }
  return windows;
}

}  // namespace edgee

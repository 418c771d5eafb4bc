#include "core/failover/recent_window.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace edgee {
namespace {

constexpr std::size_t kMostAnswers = 200;
constexpr std::size_t kMostTargets = 64;
constexpr double kRounding = 1e-9;  // 0.07 of 100 answers is 7 of them

std::string seconds(Duration time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g s", static_cast<double>(time.count()) / 1000);
  return text.data();
}

std::string of_last(int count, int all) {
  return std::to_string(count) + " of its last " + std::to_string(all) + " answers ";
}

std::string crossed(const ErrorRateRule& rule, std::span<const RecentAnswer> answers,
                    TimePoint now) {
  int all = 0;
  int failed = 0;
  for (const RecentAnswer& answer : answers) {
    if (now - answer.at > rule.window) continue;
    ++all;
    if (answer.failed) ++failed;
  }
  const bool over = static_cast<double>(failed) > rule.over * static_cast<double>(all) + kRounding;
  return all >= rule.least && over ? of_last(failed, all) + "failed" : "";
}

// Those that never began are no slow answers but failed ones.
std::string crossed(const SlowRule& rule, std::span<const RecentAnswer> answers, TimePoint now) {
  int all = 0;
  int slow = 0;
  for (const RecentAnswer& answer : answers) {
    if (now - answer.at > rule.window || !answer.first_content) continue;
    ++all;
    if (*answer.first_content > rule.over) ++slow;
  }
  const bool enough =
      slow > 0 && static_cast<double>(slow) >= rule.share * static_cast<double>(all) - kRounding;
  return all >= rule.least && enough
             ? of_last(slow, all) + "took longer than " + seconds(rule.over) + " to begin"
             : "";
}

}  // namespace

std::string crossed_rule(std::span<const RecentAnswer> answers, const WindowRules& rules,
                         TimePoint now) {
  std::string reason;
  if (rules.error_rate) reason = crossed(*rules.error_rate, answers, now);
  if (reason.empty() && rules.slow) reason = crossed(*rules.slow, answers, now);
  return reason;
}

std::string RecentWindow::add(const Target& target, const RecentAnswer& answer,
                              const WindowRules& rules) {
  if (!rules.any()) return "";
  const std::string key = target.provider + " " + target.credential + " " + target.model;
  const std::lock_guard lock(mutex_);
  if (!targets_.contains(key) && targets_.size() >= kMostTargets) {
    targets_.erase(std::min_element(
        targets_.begin(), targets_.end(),
        [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }
  Seen& seen = targets_[key];
  seen.used = ++uses_;
  seen.answers.push_back(answer);
  if (seen.answers.size() > kMostAnswers) seen.answers.pop_front();
  const std::vector<RecentAnswer> answers(seen.answers.begin(), seen.answers.end());
  std::string reason = crossed_rule(answers, rules, answer.at);
  if (!reason.empty()) seen.answers.clear();
  return reason;
}

}  // namespace edgee

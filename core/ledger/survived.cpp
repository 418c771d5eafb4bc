// What one run survived, in a sentence.
#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/ledger/figures.h"
#include "core/ledger/stats.h"
#include "core/ledger/story.h"

namespace edgee {
namespace {

struct Survived {
  std::map<std::string, std::map<std::string, int>>
      failures;                        // target -> "529 overloaded" -> count
  std::map<std::string, int> answers;  // by target
};

std::string counted(int count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string name_of(const AttemptEvent& failure) {
  const bool shown = failure.status != 0 && failure.status != 200;
  return (shown ? std::to_string(failure.status) + " " : "") + failure.trigger;
}

void add(const RequestAttempts& request, Survived& survived) {
  const AttemptEvent& last = request.back();
  const bool answered = gave_answer(last);
  const bool failed = std::any_of(request.begin(), request.end(),
                                  [](const AttemptEvent& event) { return !event.trigger.empty(); });
  if (!answered || (!failed && last.step == 0)) return;
  ++survived.answers[last.target];
  for (const AttemptEvent& event : request) {
    if (!event.trigger.empty()) ++survived.failures[event.target][name_of(event)];
  }
}

// "3 failures of agent (529 overloaded)"; of several kinds the most frequent is named.
std::string tell_failures(const std::string& target, const std::map<std::string, int>& kinds) {
  int all = 0;
  for (const auto& [kind, count] : kinds)
    all += count;
  const auto most = std::max_element(
      kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return counted(all, "failure") + " of " + target + " (" + (kinds.size() > 1 ? "mostly " : "") +
         most->first + ")";
}

}  // namespace

std::string tell_survived(const std::vector<AttemptEvent>& events) {
  Survived survived;
  for (const RequestAttempts& request : group_by_request(events))
    add(request, survived);
  if (survived.answers.empty()) return "";
  std::vector<std::string> parts;
  for (const auto& [target, kinds] : survived.failures)
    parts.push_back(tell_failures(target, kinds));
  for (const auto& [target, count] : survived.answers)
    parts.push_back(counted(count, "request") + " answered by " + target);
  const Stats stats = sum_up(events, [](WallTime) { return std::chrono::seconds(0); });
  return join(parts, ", ") + ", about " + spell_roughly(stats.total.saved) + " saved";
}

}  // namespace edgee

#include "core/ledger/story.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "core/base/text.h"
#include "core/ledger/figures.h"

namespace edgee {
namespace {

bool answered(const AttemptEvent& event) {
  return event.verdict == "done" && event.trigger.empty();
}

// "the plan's window is used up (429)"
std::string why(const AttemptEvent& event) {
  constexpr std::string_view kForTheAgent = "for the agent itself: ";
  std::string text = event.reason.starts_with(kForTheAgent)
                         ? event.reason.substr(kForTheAgent.size())
                         : event.reason;
  if (text.empty()) text = event.trigger.empty() ? "no answer" : event.trigger;
  if (event.status != 0 && event.status != 200 && text.find('(') == std::string::npos) {
    text += " (" + std::to_string(event.status) + ")";
  }
  return text;
}

std::string what_broke(const AttemptEvent& event) {
  const std::string who = event.target == "agent" ? "" : event.target + ": ";
  if (event.verdict == "skipped") return event.target + " skipped: " + event.reason;
  if (event.verdict == "outrun") {
    return event.target + (event.hedge ? ", asked beside it, was slower" : " was slow");
  }
  if (event.verdict == "agent_gone") return "the agent hung up on " + event.target;
  if (event.first_content && !event.trigger.empty()) {
    return who + "the answer broke off in the middle (" + event.trigger + ")";
  }
  return who + why(event);
}

// The answer that came in the end, seen from what went before it.
std::string how_answered(const AttemptEvent& event, const AttemptEvent* before) {
  const std::string note = event.reason.empty() ? "" : event.reason + "; ";
  if (before == nullptr) return note + event.target + " answered";
  if (event.seam == "retract") return event.target + " answered anew";
  if (event.seam == "continue") return event.target + " went on where it stopped";
  if (event.hedge) return event.target + ", asked beside it, answered first";
  const bool at_once = event.since_request < Duration(50);
  const std::string after = at_once ? "" : " after " + spell_seconds(event.since_request);
  if (event.target == before->target) return "asked again, it answered" + after;
  return event.target + " answered instead" + after;
}

std::string how_it_ended(const AttemptEvent& last) {
  if (last.seam == "finish") return "; what was whole was kept and ended";
  if (last.verdict == "give_up") return "; no step was left";
  if (last.verdict == "show") return "; the agent saw the error";
  if (last.verdict == "done" && !last.trigger.empty()) return "; the agent got it as it came";
  return "";
}

// Equal failures in a row are told once, with their number.
std::string story(const RequestAttempts& attempts) {
  std::vector<std::string> parts;
  const AttemptEvent* before = nullptr;
  int times = 0;
  std::string newest;
  const auto close = [&] {
    if (times > 0)
      parts.push_back(newest + (times > 1 ? ", " + std::to_string(times) + " times" : ""));
    times = 0;
  };
  for (const AttemptEvent& event : attempts) {
    const std::string part = answered(event) ? how_answered(event, before) : what_broke(event);
    if (part != newest) close();
    newest = part;
    ++times;
    before = &event;
  }
  close();
  return join(parts, "; ") + how_it_ended(attempts.back());
}

std::string figures(const RequestAttempts& attempts) {
  Duration took{0};
  std::int64_t input = 0;
  std::int64_t output = 0;
  double cost = 0;
  for (const AttemptEvent& event : attempts) {
    took = std::max(took, event.since_request + event.took);
    input += event.usage.input + event.usage.cache_read + event.usage.cache_write;
    output += event.usage.output;
    cost += event.cost_usd.value_or(0);
  }
  std::string text = spell_seconds(took);
  if (input > 0 || output > 0) {
    text += ", " + spell_count(input) + " in, " + spell_count(output) + " out";
  }
  if (cost > 0) text += ", $" + spell_fixed(cost, 4);
  return " (" + text + ")";
}

}  // namespace

std::vector<RequestAttempts> group_by_request(std::span<const AttemptEvent> events) {
  std::vector<RequestAttempts> groups;
  std::map<std::string_view, std::size_t> known;
  for (const AttemptEvent& event : events) {
    const auto found = known.find(event.request);
    if (found != known.end() && !event.request.empty()) {
      groups[found->second].push_back(event);
    } else {
      known[event.request] = groups.size();
      groups.push_back({event});
    }
  }
  return groups;
}

bool is_settled(const RequestAttempts& attempts) {
  const std::string& verdict = attempts.back().verdict;
  return verdict == "done" || verdict == "finish" || verdict == "show" || verdict == "give_up" ||
         verdict == "agent_gone";
}

std::string tell(const RequestAttempts& attempts, std::chrono::seconds utc_offset) {
  const AttemptEvent& first = attempts.front();
  return time_of_day(first.at - first.since_request + utc_offset) + "  " + first.agent + "  " +
         story(attempts) + figures(attempts);
}

}  // namespace edgee

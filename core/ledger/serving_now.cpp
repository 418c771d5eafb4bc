#include "core/ledger/serving_now.h"

#include <algorithm>
#include <string_view>

#include "core/ledger/figures.h"

namespace edgee {
namespace {

using Event = std::vector<AttemptEvent>::const_reverse_iterator;

// A request takes no longer; what is older was left behind by a proxy that was killed.
constexpr std::chrono::minutes kLongestWait{20};

bool is_last_word(const AttemptEvent& event) {
  const bool ended = gave_answer(event) || event.verdict == "done" || event.verdict == "give_up";
  return ended && event.request_class != "auxiliary";
}

// "too many requests (429)": the number is for the log.
std::string without_status(std::string_view reason) {
  const std::size_t bracket = reason.rfind(" (");
  const bool numbered = bracket != std::string_view::npos && reason.ends_with(")") &&
                        bracket + 2 < reason.size() && reason[bracket + 2] >= '0' &&
                        reason[bracket + 2] <= '9';
  return std::string(numbered ? reason.substr(0, bracket) : reason);
}

// What kept an earlier step of the chain from answering: the newest such failure.
Event find_cause(const Event& answer, const Event& end) {
  return std::find_if(answer, end, [&answer](const AttemptEvent& event) {
    return !event.trigger.empty() && event.chain == answer->chain && event.step < answer->step;
  });
}

void explain(const AttemptEvent& cause, const std::optional<LiveNote>& live, WallTime now,
             ServingNow& serving) {
  serving.why = without_status(cause.reason.empty() ? cause.trigger : cause.reason);
  if (live && live->failure.target == cause.target && live->failure.until > now) {
    serving.until = live->failure.until;
  }
}

}  // namespace

ServingNow serving_now(const std::vector<AttemptEvent>& events, const std::optional<LiveNote>& live,
                       WallTime now) {
  ServingNow serving;
  if (live && !live->asking.empty() && now - live->since < kLongestWait) {
    serving.state = ServingNow::State::asking;
    serving.target = live->asking;
    serving.since = live->since;
    serving.why = without_status(live->failure.reason);
    if (live->failure.until > now) serving.until = live->failure.until;
    return serving;
  }
  const Event last = std::find_if(events.rbegin(), events.rend(), is_last_word);
  if (last == events.rend()) return serving;
  serving.target = last->target;
  if (last->verdict == "give_up") {
    serving.state = ServingNow::State::failed;
    explain(*last, live, now, serving);
    return serving;
  }
  serving.state = ServingNow::State::answered;
  if (last->step == 0) return serving;
  if (const Event cause = find_cause(last, events.rend()); cause != events.rend()) {
    explain(*cause, live, now, serving);
  } else {
    serving.why = without_status(last->reason);
  }
  return serving;
}

std::string status_words(const ServingNow& serving, WallTime now, std::chrono::seconds utc_offset) {
  std::string why = serving.why;
  if (serving.until) {
    why += (why.empty() ? "" : ", ") + ("until " + spell_moment(*serving.until, now, utc_offset));
  }
  const std::string bracket = why.empty() ? "" : " (" + why + ")";
  const std::string target = serving.target == "agent" ? "own login" : serving.target;
  switch (serving.state) {
    case ServingNow::State::quiet:
      return "edgee: ready";
    case ServingNow::State::asking: {
      const auto waited = std::chrono::duration_cast<Duration>(now - serving.since);
      return "edgee: asking " + target + " for " + spell_roughly(std::max(waited, Duration(0))) +
             bracket;
    }
    case ServingNow::State::failed:
      return "edgee: no step answered" + bracket;
    case ServingNow::State::answered:
      return "edgee: " + target + bracket;
  }
  return "";
}

}  // namespace edgee

#include "core/ledger/stats.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/base/json.h"
#include "core/ledger/figures.h"

namespace edgee {
namespace {

// A request as far as it was read. The events outlive it.
struct Seen {
  const AttemptEvent* first = nullptr;
  const AttemptEvent* last = nullptr;
  Sums sums;
  bool failed = false;
};

void add(const TokenUsage& usage, TokenUsage& sum) {
  sum.input += usage.input;
  sum.cache_read += usage.cache_read;
  sum.cache_write += usage.cache_write;
  sum.output += usage.output;
}

void add(const AttemptEvent& event, Seen& seen) {
  if (event.verdict == "skipped") return;
  if (seen.first == nullptr) seen.first = &event;
  if (seen.last != nullptr && seen.last->target != event.target) ++seen.sums.switches;
  seen.last = &event;
  if (!event.seam.empty()) ++seen.sums.seams;
  seen.failed = seen.failed || !event.trigger.empty();
  if (gave_answer(event) && (seen.failed || event.step > 0)) seen.sums.saves = 1;
  add(event.usage, seen.sums.usage);
  seen.sums.cost_usd += event.cost_usd.value_or(0);
  if (!event.cost_usd && event.verdict == "done") ++seen.sums.unpriced;
}

void add(const Sums& more, Sums& sums) {
  sums.requests += more.requests;
  sums.switches += more.switches;
  sums.seams += more.seams;
  sums.saves += more.saves;
  sums.saved += more.saved;
  add(more.usage, sums.usage);
  sums.cost_usd += more.cost_usd;
  sums.unpriced += more.unpriced;
}

std::vector<Seen> read_requests(const std::vector<AttemptEvent>& events) {
  std::vector<Seen> requests;
  std::unordered_map<std::string_view, std::size_t> known;
  for (const AttemptEvent& event : events) {
    const auto [found, is_new] = known.try_emplace(event.request, requests.size());
    if (is_new) requests.emplace_back();
    add(event, requests[found->second]);
  }
  std::erase_if(requests, [](const Seen& seen) { return seen.first == nullptr; });
  return requests;
}

WallTime beginning(const Seen& seen) {
  return seen.first->at - seen.first->since_request;
}

// The time that the agent would have spent in its own retries, each moment of a session once.
void add_saved_time(std::vector<Seen>& requests) {
  std::sort(requests.begin(), requests.end(),
            [](const Seen& a, const Seen& b) { return beginning(a) < beginning(b); });
  std::map<std::pair<std::string_view, std::string_view>, WallTime> counted_until;
  for (Seen& seen : requests) {
    seen.sums.requests = 1;
    if (seen.sums.saves == 0) continue;
    WallTime& until = counted_until[{seen.first->launch, seen.first->session}];
    const WallTime end = beginning(seen) + kAgentsOwnRetries;
    seen.sums.saved = std::chrono::duration_cast<Duration>(end - std::max(beginning(seen), until));
    until = end;
  }
}

OrderedJson to_object(const TokenUsage& usage) {
  return {{"input", usage.input},
          {"cache_read", usage.cache_read},
          {"cache_write", usage.cache_write},
          {"output", usage.output}};
}

OrderedJson to_object(const Sums& sums) {
  return {{"requests", sums.requests},
          {"switches", sums.switches},
          {"seams", sums.seams},
          {"saves", sums.saves},
          {"saved_ms", sums.saved.count()},
          {"tokens", to_object(sums.usage)},
          {"cost_usd", sums.cost_usd},
          {"unpriced", sums.unpriced}};
}

OrderedJson to_object(const TargetReport& report) {
  return {{"target", report.target},           {"attempts", report.attempts},
          {"answered", report.answered},       {"failures", report.failures},
          {"tokens", to_object(report.usage)}, {"cost_usd", report.cost_usd},
          {"unpriced", report.unpriced}};
}

}  // namespace

Stats sum_up(const std::vector<AttemptEvent>& events,
             const std::function<std::chrono::seconds(WallTime)>& utc_offset) {
  Stats stats;
  stats.targets = report_by_target(events);
  std::vector<Seen> requests = read_requests(events);
  add_saved_time(requests);
  for (const Seen& seen : requests) {
    const std::string day = day_of(beginning(seen) + utc_offset(beginning(seen)));
    if (stats.days.empty() || stats.days.back().day != day) stats.days.push_back({day, {}});
    add(seen.sums, stats.days.back().sums);
    add(seen.sums, stats.total);
  }
  return stats;
}

std::string to_json(const Stats& stats, WallTime since) {
  OrderedJson days = OrderedJson::array();
  for (const DaySums& day : stats.days) {
    OrderedJson object{{"day", day.day}};
    object.update(to_object(day.sums));
    days.push_back(std::move(object));
  }
  OrderedJson targets = OrderedJson::array();
  for (const TargetReport& report : stats.targets)
    targets.push_back(to_object(report));
  return dump_json(OrderedJson{{"schema", 1},
                               {"since", to_iso(since)},
                               {"total", to_object(stats.total)},
                               {"days", std::move(days)},
                               {"targets", std::move(targets)}});
}

}  // namespace edgee

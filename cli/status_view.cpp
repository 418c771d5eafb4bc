#include "cli/status_view.h"

#include <cmath>
#include <ostream>
#include <utility>

#include "cli/streams.h"
#include "core/base/json.h"
#include "core/failover/plan.h"
#include "core/ledger/figures.h"

namespace edgee {
namespace {

std::string ago(Duration time) {
  using std::chrono::days;
  using std::chrono::hours;
  using std::chrono::minutes;
  if (time < minutes(1)) return "just now";
  if (time < hours(2)) return std::to_string(time / minutes(1)) + " min ago";
  if (time < days(2)) return std::to_string(time / hours(1)) + " h ago";
  return std::to_string(time / days(1)) + " days ago";
}

std::string last_of(const StepStatus& step, WallTime now) {
  if (!step.rests.empty()) {
    return "rests: " + describe_rest(step.rests, step.remaining);
  }
  if (!step.report) return "not asked yet";
  const auto since = std::chrono::duration_cast<Duration>(now - step.report->last_at);
  return (step.report->last_trigger.empty() ? "answered" : step.report->last_trigger) + " " +
         ago(since);
}

void print_steps(Streams& io, const std::string& chain, const std::vector<StepStatus>& steps,
                 WallTime now) {
  io.out << "chain " << styled(io, Style::bold, printable(chain)) << '\n';
  std::vector<std::vector<std::string>> table = {{"", "STEP", "KEY", "LAST", "ANSWERED"}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const StepStatus& step = steps[i];
    const std::string share = step.report ? std::to_string(step.report->answered) + " of " +
                                                std::to_string(step.report->attempts)
                                          : "";
    table.push_back({std::to_string(i + 1), printable(step.target), printable(step.key),
                     printable(last_of(step, now)), share});
  }
  print_table(io.out, table);
}

OrderedJson to_json(const StepStatus& step) {
  OrderedJson out{{"target", step.target},
                  {"key", step.key},
                  {"rests", step.rests},
                  {"rests_for_ms", step.remaining.count()},
                  {"last", nullptr}};
  if (!step.report) return out;
  const TargetReport& report = *step.report;
  out["last"] = {{"at", to_iso(report.last_at)},
                 {"trigger", report.last_trigger},
                 {"reason", report.last_reason}};
  out["attempts"] = report.attempts;
  out["answered"] = report.answered;
  out["failures"] = report.failures;
  out["tokens"] = {{"input", report.usage.input},
                   {"cache_read", report.usage.cache_read},
                   {"cache_write", report.usage.cache_write},
                   {"output", report.usage.output}};
  out["cost_usd"] = report.cost_usd;
  out["unpriced"] = report.unpriced;
  return out;
}

OrderedJson to_json(const WindowStatus& window) {
  return {{"target", window.target},
          {"window", window.name},
          {"used", window.used},
          {"resets_at", window.resets_at ? OrderedJson(to_iso(*window.resets_at)) : OrderedJson()}};
}

std::string_view word_for(ServingNow::State state) {
  switch (state) {
    case ServingNow::State::quiet:
      return "quiet";
    case ServingNow::State::answered:
      return "answered";
    case ServingNow::State::asking:
      return "asking";
    case ServingNow::State::failed:
      return "failed";
  }
  return "";
}

OrderedJson to_json(const RunStatus& run) {
  const ServingNow& serving = run.serving;
  return {{"launch", run.launch},
          {"agent", run.agent},
          {"state", word_for(serving.state)},
          {"target", serving.target},
          {"why", serving.why},
          {"until", serving.until ? OrderedJson(to_iso(*serving.until)) : OrderedJson()}};
}

template <class T>
OrderedJson to_list(const std::vector<T>& items) {
  OrderedJson list = OrderedJson::array();
  for (const T& item : items)
    list.push_back(to_json(item));
  return list;
}

}  // namespace

void print_windows(Streams& io, const std::vector<WindowStatus>& windows, WallTime now,
                   std::chrono::seconds utc_offset) {
  if (windows.empty()) return;
  io.out << '\n';
  std::vector<std::vector<std::string>> table = {{"PLAN", "WINDOW", "USED", "UNTIL"}};
  for (const WindowStatus& window : windows) {
    table.push_back({printable(window.target), printable(window.name),
                     std::to_string(std::lround(window.used * 100)) + " %",
                     window.resets_at ? spell_moment(*window.resets_at, now, utc_offset) : ""});
  }
  print_table(io.out, table);
}

void print_status(Streams& io, const StatusView& view, WallTime now,
                  std::chrono::seconds utc_offset) {
  print_steps(io, view.chain, view.steps, now);
  print_windows(io, view.windows, now, utc_offset);
  if (!view.runs.empty()) io.out << '\n';
  for (const RunStatus& run : view.runs) {
    io.out << printable(run.agent) << ' ' << printable(run.launch) << "  "
           << printable(status_words(run.serving, now, utc_offset)) << '\n';
  }
}

void print_status_json(std::ostream& out, const StatusView& view) {
  out << dump_json(OrderedJson{{"schema", 1},
                               {"chain", view.chain},
                               {"steps", to_list(view.steps)},
                               {"windows", to_list(view.windows)},
                               {"runs", to_list(view.runs)},
                               {"trouble", view.trouble}})
      << '\n';
}

}  // namespace edgee

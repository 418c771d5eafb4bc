#include "core/ledger/ledger.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/ledger/figures.h"

namespace edgee {
namespace {

OrderedJson milliseconds(const std::optional<Duration>& time) {
  return time ? OrderedJson(time->count()) : OrderedJson(nullptr);
}

void add(const AttemptEvent& event, TargetReport& report) {
  ++report.attempts;
  if (gave_answer(event)) ++report.answered;
  if (!event.trigger.empty()) ++report.failures[event.trigger];
  if (event.at >= report.last_at) {
    report.last_at = event.at;
    report.last_trigger = event.trigger;
    report.last_reason = event.reason;
  }
  report.usage.input += event.usage.input;
  report.usage.cache_read += event.usage.cache_read;
  report.usage.cache_write += event.usage.cache_write;
  report.usage.output += event.usage.output;
  report.cost_usd += event.cost_usd.value_or(0);
  if (!event.cost_usd && event.verdict == "done") ++report.unpriced;
}

}  // namespace

std::string to_json(const AttemptEvent& event) {
  OrderedJson json;
  json["schema"] = 1;
  json["id"] = event.id;
  json["at"] = to_iso(event.at);
  json["launch"] = event.launch;
  json["session"] = event.session;
  json["agent"] = event.agent;
  json["request"] = event.request;
  json["chain"] = event.chain;
  json["step"] = event.step;
  json["number"] = event.number;
  json["target"] = event.target;
  json["model"] = event.model;
  json["asked_model"] = event.asked_model;
  json["class"] = event.request_class;
  json["status"] = event.status;
  json["trigger"] = event.trigger;
  json["verdict"] = event.verdict;
  json["reason"] = event.reason;
  json["first_byte_ms"] = milliseconds(event.first_byte);
  json["first_content_ms"] = milliseconds(event.first_content);
  json["took_ms"] = event.took.count();
  json["since_request_ms"] = event.since_request.count();
  json["tokens"] = {{"input", event.usage.input},
                    {"cache_read", event.usage.cache_read},
                    {"cache_write", event.usage.cache_write},
                    {"output", event.usage.output}};
  json["seam"] = event.seam;
  json["hedge"] = event.hedge;
  json["cost_usd"] = event.cost_usd ? OrderedJson(*event.cost_usd) : OrderedJson(nullptr);
  return dump_json(json);
}

std::string to_iso(WallTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const auto within = std::chrono::floor<Duration>(time - day).count() % 1000;
  std::string fraction = std::to_string(within);
  fraction.insert(0, 3 - fraction.size(), '0');
  return day_of(time) + "T" + time_of_day(time) + "." + fraction + "Z";
}

std::vector<TargetReport> report_by_target(const std::vector<AttemptEvent>& events) {
  std::vector<TargetReport> reports;
  for (const AttemptEvent& event : events) {
    if (event.verdict == "skipped") continue;
    auto found = std::find_if(reports.begin(), reports.end(), [&event](const TargetReport& report) {
      return report.target == event.target;
    });
    if (found == reports.end()) {
      reports.emplace_back();
      found = reports.end() - 1;
      found->target = event.target;
    }
    add(event, *found);
  }
  std::stable_sort(
      reports.begin(), reports.end(),
      [](const TargetReport& a, const TargetReport& b) { return a.last_at > b.last_at; });
  return reports;
}

}  // namespace edgee

// Timers, triggers, routes, and the small sections.
#include <algorithm>
#include <array>
#include <utility>

#include "core/agents/agent.h"
#include "core/config/sections.h"
#include "core/failover/triggers.h"

namespace edgee {
namespace {

// The one trigger that has a threshold: the share of the plan's window that is used.
constexpr std::string_view kTunable = "plan_cap";

std::optional<TriggerOverride> read_trigger(const TomlMember& member, Problems& problems) {
  if (member.value.kind == TomlKind::boolean) return TriggerOverride{member.value.boolean, {}};
  const bool tunable = member.key == kTunable;
  if (member.value.kind != TomlKind::table || !tunable) {
    add_wrong_kind(problems, member.key, member.value,
                   tunable ? "true, false or { at = 0.98 }" : "true or false");
    return std::nullopt;
  }
  TriggerOverride rule;
  TableReader table(member.value, "trigger " + in_quotes(member.key), problems);
  rule.at = table.number("at", 0);
  if (rule.at && (*rule.at <= 0 || *rule.at > 1)) {
    problems.add(member.value.find("at")->value.place,
                 "\"at\" must be a share above 0 and up to 1, as in 0.98");
  }
  table.finish();
  return rule;
}

std::vector<std::string> chain_names(const Config& config) {
  std::vector<std::string> names;
  for (const auto& [name, chain] : config.chains)
    names.push_back(name);
  return names;
}

// Patterns with a * may mean agents yet to come.
void check_agent(const TomlValue& table, const std::string& pattern, Problems& problems) {
  std::vector<std::string> names;
  for (const Agent& agent : known_agents())
    names.push_back(agent.profile.name);
  const bool known = std::find(names.begin(), names.end(), pattern) != names.end();
  if (pattern.empty() || known || pattern.find('*') != std::string::npos) return;
  problems.add(table.find("agent")->value.place, "unknown agent " + in_quotes(pattern),
               suggest(pattern, names));
}

void read_route(const TomlValue& value, std::vector<Route>& routes, Reading& reading) {
  const std::vector<std::string> classes{"main", "subagent", "workflow", "compaction", "auxiliary"};
  Route route;
  TableReader table(value, "a route", reading.problems);
  set_if(route.agent, table.text("agent"));
  check_agent(value, route.agent, reading.problems);
  set_if(route.model, table.text("model"));
  if (const auto index = table.one_of("class", classes)) route.request_class = classes[*index];
  const TomlMember* const chain = table.find("chain");
  set_if(route.chain, table.text("chain"));
  table.finish();
  if (chain == nullptr) {
    reading.problems.add(value.place, "a route must name its \"chain\"");
  } else if (chain->value.kind == TomlKind::string &&
             !reading.config.chains.contains(route.chain)) {
    reading.problems.add(chain->value.place, "unknown chain " + in_quotes(route.chain),
                         suggest(route.chain, chain_names(reading.config)));
  }
  routes.push_back(std::move(route));
}

}  // namespace

Timeouts read_timeouts(const TomlValue& value, Problems& problems) {
  Timeouts timeouts;
  TableReader table(value, "\"timeouts\"", problems);
  timeouts.connect = table.duration("connect", false);
  timeouts.head = table.duration("head", false);
  timeouts.first_token = table.duration("first_token", false);
  timeouts.silence = table.duration("silence", false);
  timeouts.progress = table.duration("progress", false);
  timeouts.total = table.duration("total", false);
  table.finish();
  return timeouts;
}

TriggerOverrides read_triggers(const TomlValue& table, Problems& problems) {
  std::vector<std::string> names;
  for (const TriggerRule& rule : trigger_table())
    names.emplace_back(rule.name);
  TriggerOverrides overrides;
  for (const TomlMember& member : table.members) {
    if (find_trigger(member.key) == nullptr) {
      problems.add(member.place, "unknown trigger " + in_quotes(member.key),
                   suggest(member.key, names));
    } else if (const auto rule = read_trigger(member, problems)) {
      overrides.insert_or_assign(member.key, *rule);
    }
  }
  return overrides;
}

void read_routes(const TomlValue& list, Reading& reading) {
  std::vector<Route> routes;
  for (const TomlValue& item : list.items) {
    if (item.kind == TomlKind::table) {
      read_route(item, routes, reading);
    } else {
      add_wrong_kind(reading.problems, "routes", item, "a list of tables, as in [[routes]]");
    }
  }
  // First match wins: this text's routes are asked before those of earlier ones.
  std::vector<Route>& all = reading.config.routes;
  all.insert(all.begin(), routes.begin(), routes.end());
}

void read_ledger(const TomlValue& value, Reading& reading) {
  constexpr std::int64_t kTenYears = 3650;
  constexpr std::int64_t kMostMegabytes = 100'000;
  TableReader table(value, "[ledger]", reading.problems);
  set_if(reading.config.ledger.keep_days, table.whole("keep_days", 1, kTenYears));
  set_if(reading.config.ledger.max_megabytes, table.whole("max_megabytes", 1, kMostMegabytes));
  table.finish();
}

void read_limits(const TomlValue& value, Reading& reading) {
  constexpr std::int64_t kMostMegabytes = 1024;
  TableReader table(value, "[limits]", reading.problems);
  set_if(reading.config.limits.max_body_megabytes,
         table.whole("max_body_megabytes", 1, kMostMegabytes));
  table.finish();
}

}  // namespace edgee

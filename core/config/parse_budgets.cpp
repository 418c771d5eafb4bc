// [[budgets]]: what may be spent in a day, a week, a month, and on what.
#include <algorithm>
#include <utility>

#include "core/config/sections.h"

namespace edgee {
namespace {

// "agent" is the pass-through, which the ledger keeps under that name.
void check_provider(const TomlValue& table, const std::string& provider, Reading& reading) {
  if (provider.empty() || provider == "agent" || reading.config.provider(provider) != nullptr) {
    return;
  }
  std::vector<std::string> words = provider_ids(reading.config);
  words.insert(words.begin(), "agent");
  reading.problems.add(table.find("provider")->value.place,
                       "unknown provider " + in_quotes(provider), suggest(provider, words));
}

void check_chain(const TomlValue& table, const std::string& chain, Reading& reading) {
  if (chain.empty() || reading.config.chains.contains(chain)) return;
  std::vector<std::string> names;
  for (const auto& [name, unused] : reading.config.chains)
    names.push_back(name);
  reading.problems.add(table.find("chain")->value.place, "unknown chain " + in_quotes(chain),
                       suggest(chain, names));
}

BudgetRule read_budget(const TomlValue& value, Reading& reading) {
  const std::vector<std::string> actions{"next", "stop"};
  BudgetRule rule;
  TableReader table(value, "a budget", reading.problems);
  set_if(rule.provider, table.text("provider"));
  check_provider(value, rule.provider, reading);
  set_if(rule.chain, table.text("chain"));
  check_chain(value, rule.chain, reading);
  rule.daily = table.number("daily", 0);
  rule.weekly = table.number("weekly", 0);
  rule.monthly = table.number("monthly", 0);
  if (const auto action = table.one_of("on_reach", actions)) rule.stop = *action == 1;
  table.finish();
  const auto has = [&value](std::string_view key) { return value.find(key) != nullptr; };
  if (!has("daily") && !has("weekly") && !has("monthly")) {
    reading.problems.add(value.place, "a budget must have \"daily\", \"weekly\" or \"monthly\"",
                         "as in daily = 5.0, in USD");
  }
  return rule;
}

}  // namespace

void read_budgets(const TomlValue& list, Reading& reading) {
  for (const TomlValue& item : list.items) {
    if (item.kind == TomlKind::table) {
      reading.config.budgets.push_back(read_budget(item, reading));
    } else {
      add_wrong_kind(reading.problems, "budgets", item, "a list of tables, as in [[budgets]]");
    }
  }
}

}  // namespace edgee

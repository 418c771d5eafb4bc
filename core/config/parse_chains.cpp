// [chain.NAME]: steps in their short form, their long form, or both mixed.
#include <algorithm>
#include <utility>

#include "core/config/sections.h"
#include "core/config/words.h"

namespace edgee {
namespace {

// As people count: a group is one step.
std::size_t place_of(const Chain& chain, std::size_t index) {
  std::size_t place = 1;
  for (std::size_t i = 1; i <= index; ++i) {
    const int group = chain.steps[i].group;
    if (group == 0 || group != chain.steps[i - 1].group) ++place;
  }
  return place;
}

void add_step(const TomlValue& value, Step step, Chain& chain, Problems& problems) {
  const auto same = [&](const Step& other) { return other.target == step.target; };
  const auto first = std::find_if(chain.steps.begin(), chain.steps.end(), same);
  if (first != chain.steps.end()) {
    const auto index = static_cast<std::size_t>(first - chain.steps.begin());
    problems.add(value.place,
                 "step " + in_quotes(step.target.name()) +
                     " stands in this chain already, as step " +
                     std::to_string(place_of(chain, index)),
                 "remove one; `tries` asks one step more than once");
  }
  chain.steps.push_back(std::move(step));
}

void read_steps(const TomlMember& member, Chain& chain, Reading& reading) {
  const TomlValue& list = member.value;
  if (list.kind != TomlKind::array) {
    add_wrong_kind(reading.problems, member.key, list, "a list of steps");
    return;
  }
  if (list.items.empty()) {
    reading.problems.add(list.place, "chain " + in_quotes(chain.name) + " has no steps",
                         "begin with: steps = [\"agent\"]");
  }
  int groups = 0;
  for (const TomlValue& item : list.items) {
    if (is_spread(item)) {
      ++groups;
      for (auto& [place, step] : read_spread(item, reading)) {
        step.group = groups;
        add_step(*place, std::move(step), chain, reading.problems);
      }
    } else if (std::optional<Step> step = read_step(item, reading)) {
      add_step(item, std::move(*step), chain, reading.problems);
    }
  }
}

// How long one waits and cools down is for the user, or a file he trusts, to say.
void read_times(TableReader& table, Chain& chain, Reading& reading) {
  for (const std::string_view key : {"budget", "cooldown"}) {
    const TomlMember* const member = table.find(key);
    if (member == nullptr) continue;
    if (!reading.trusted()) {
      add_untrusted(member->place, in_quotes(key), reading.problems);
      continue;
    }
    const std::optional<Duration> time = table.duration(key, true);
    if (!time) continue;
    if (key == "budget") {
      chain.budget = *time;
    } else {
      chain.cooldown = *time;
    }
  }
}

void read_chain(const TomlMember& member, Reading& reading) {
  if (!is_chain_name(member.key)) {
    reading.problems.add(member.place, "a chain's name has letters, digits, \"-\" and \"_\" only");
    return;
  }
  if (member.value.kind != TomlKind::table) {
    add_wrong_kind(reading.problems, member.key, member.value,
                   "a table with \"steps\", as in [chain." + member.key + "]");
    return;
  }
  Chain chain;
  chain.name = member.key;
  TableReader table(member.value, "a chain", reading.problems);
  if (const TomlMember* steps = table.find("steps")) {
    read_steps(*steps, chain, reading);
  } else {
    reading.problems.add(member.place, "chain " + in_quotes(chain.name) + " has no steps",
                         "add: steps = [\"agent\"]");
  }
  read_times(table, chain, reading);
  set_if(chain.pin, table.flag("pin"));
  read_hedge(table, chain, reading);
  table.finish();
  reading.config.chains.insert_or_assign(chain.name, std::move(chain));
}

}  // namespace

void read_chains(const TomlValue& table, Reading& reading) {
  // All names first: a step that names a chain gets a better answer than "unknown provider".
  for (const TomlMember& member : table.members)
    reading.config.chains.try_emplace(member.key);
  for (const TomlMember& member : table.members)
    read_chain(member, reading);
}

}  // namespace edgee

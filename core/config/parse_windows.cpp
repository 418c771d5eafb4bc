// [triggers] slow and error_rate: rules about a target's recent answers taken together.
#include <algorithm>

#include "core/config/sections.h"

namespace edgee {
namespace {

constexpr std::int64_t kMostAnswers = 200;  // that are kept for each target

// A share of answers: above 0, and 1 only where all of them can be meant.
void read_share(TableReader& table, const TomlValue& value, std::string_view key, bool may_be_all,
                double& share, Problems& problems) {
  const std::optional<double> read = table.number(key, 0);
  if (!read) return;
  if (*read > 0 && (*read < 1 || (may_be_all && *read <= 1))) {
    share = *read;
    return;
  }
  problems.add(value.find(key)->value.place,
               in_quotes(key) + " must be a share above 0 and " +
                   (may_be_all ? "up to 1, as in 0.5" : "below 1, as in 0.05"));
}

void read_common(TableReader& table, Duration& window, int& least) {
  set_if(window, table.duration("window", false));
  if (const auto number = table.whole("least", 1, kMostAnswers)) least = static_cast<int>(*number);
}

SlowRule read_slow(const TomlValue& value, Problems& problems) {
  SlowRule rule;
  TableReader table(value, "trigger \"slow\"", problems);
  set_if(rule.over, table.duration("over", false));
  read_share(table, value, "share", true, rule.share, problems);
  read_common(table, rule.window, rule.least);
  table.finish();
  return rule;
}

ErrorRateRule read_error_rate(const TomlValue& value, Problems& problems) {
  ErrorRateRule rule;
  TableReader table(value, "trigger \"error_rate\"", problems);
  read_share(table, value, "over", false, rule.over, problems);
  read_common(table, rule.window, rule.least);
  table.finish();
  return rule;
}

// true: as it comes. false: off. A table: tuned.
template <class Rule>
void read_rule(const TomlMember* member, Rule (*read)(const TomlValue&, Problems&),
               std::string_view shape, std::optional<Rule>& rule, Problems& problems) {
  if (member == nullptr) return;
  if (member->value.kind == TomlKind::table) {
    rule = read(member->value, problems);
  } else if (member->value.kind != TomlKind::boolean) {
    add_wrong_kind(problems, member->key, member->value, shape);
  } else if (member->value.boolean) {
    rule = Rule{};
  } else {
    rule.reset();
  }
}

}  // namespace

TomlValue read_window_rules(const TomlValue& table, Reading& reading) {
  WindowRules& rules = reading.config.window_rules;
  read_rule(table.find("slow"), read_slow, "true, false or { over = \"8s\", share = 0.5 }",
            rules.slow, reading.problems);
  read_rule(table.find("error_rate"), read_error_rate, "true, false or { over = 0.05 }",
            rules.error_rate, reading.problems);
  TomlValue rest = table;
  std::erase_if(rest.members, [](const TomlMember& member) {
    return member.key == "slow" || member.key == "error_rate";
  });
  return rest;
}

}  // namespace edgee

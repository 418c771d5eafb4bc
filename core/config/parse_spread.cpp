// { spread = [...] }: steps that share the work of one place in the chain.
#include <algorithm>
#include <array>
#include <utility>

#include "core/config/sections.h"

namespace edgee {
namespace {

constexpr std::int64_t kMostWeight = 1000;

// A member is a step that may have a weight besides.
TomlValue without_weight(const TomlValue& value) {
  TomlValue step = value;
  std::erase_if(step.members, [](const TomlMember& member) { return member.key == "weight"; });
  return step;
}

std::optional<Step> read_member(const TomlValue& value, Reading& reading) {
  if (is_spread(value)) {
    reading.problems.add(value.place, "a group of steps cannot stand in another one",
                         "list its members in the outer \"spread\"");
    return std::nullopt;
  }
  std::optional<Step> step = read_step(without_weight(value), reading);
  const TomlMember* const weight = value.find("weight");
  if (weight == nullptr) return step;
  if (!reading.trusted()) {
    add_untrusted(weight->place, "\"weight\" of a step", reading.problems);
    return step;
  }
  TableReader table(value, "a step", reading.problems);
  const auto number = table.whole("weight", 1, kMostWeight);
  if (step && number) step->weight = static_cast<int>(*number);
  return step;
}

// What a user may take for a setting of the whole group belongs to its members.
void check_keys(const TomlValue& value, Reading& reading) {
  constexpr std::array<std::string_view, 6> kOfMembers{"target",   "credential", "tries",
                                                       "timeouts", "triggers",   "weight"};
  TomlValue rest = value;
  std::erase_if(rest.members, [&](const TomlMember& member) {
    const bool misplaced =
        std::find(kOfMembers.begin(), kOfMembers.end(), member.key) != kOfMembers.end();
    if (misplaced) {
      reading.problems.add(member.place, in_quotes(member.key) + " cannot stand beside \"spread\"",
                           "write it in a member: { target = \"provider/model\", ... }");
    }
    return misplaced;
  });
  TableReader others(rest, "a group of steps", reading.problems);
  others.find("spread");
  others.finish();
}

}  // namespace

bool is_spread(const TomlValue& value) {
  return value.kind == TomlKind::table && value.find("spread") != nullptr;
}

std::vector<std::pair<const TomlValue*, Step>> read_spread(const TomlValue& value,
                                                           Reading& reading) {
  std::vector<std::pair<const TomlValue*, Step>> members;
  check_keys(value, reading);
  const TomlValue& list = value.find("spread")->value;
  if (list.kind != TomlKind::array) {
    add_wrong_kind(reading.problems, "spread", list, "a list of steps");
    return members;
  }
  if (list.items.empty()) {
    reading.problems.add(list.place, "\"spread\" has no steps",
                         "as in spread = [\"openrouter/z-ai/glm-5\", \"zai/glm-5\"]");
  }
  for (const TomlValue& item : list.items) {
    if (std::optional<Step> step = read_member(item, reading)) {
      members.emplace_back(&item, std::move(*step));
    }
  }
  return members;
}

}  // namespace edgee

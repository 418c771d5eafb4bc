// One step: "agent", "provider/model", or a table with a target and more.
#include <algorithm>
#include <utility>

#include "core/config/sections.h"

namespace edgee {
namespace {

constexpr std::string_view kShape = "\"agent\" or \"provider/model\"";
constexpr std::int64_t kMostTries = 10;

void add_no_model(const TomlValue& value, std::string_view word, Reading& reading) {
  const std::string quoted = in_quotes(word);
  std::string message = quoted + " is no step: expected " + std::string(kShape);
  std::string fix;
  if (const Provider* provider = reading.config.provider(word)) {
    message = "step " + quoted + " names a provider but no model";
    const std::string model = provider->default_model.empty() ? "MODEL" : provider->default_model;
    fix = "write " + in_quotes(provider->id + "/" + model);
  } else if (reading.config.chains.contains(word)) {
    message = quoted + " is a chain, and a chain cannot be a step";
    fix = "list its steps here";
  } else {
    std::vector<std::string> words = provider_ids(reading.config);
    words.insert(words.begin(), "agent");
    fix = suggest(word, words);
  }
  reading.problems.add(value.place, std::move(message), std::move(fix));
}

std::optional<Target> read_target(const TomlValue& value, Reading& reading) {
  const std::string& text = value.text;
  if (text == "agent") return Target{"agent", "", ""};
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) {
    add_no_model(value, text, reading);
    return std::nullopt;
  }
  const std::string provider = text.substr(0, slash);
  const std::string model = text.substr(slash + 1);
  const bool clean = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) > ' '; });
  if (!clean || provider.empty() || model.empty()) {
    reading.problems.add(value.place, in_quotes(text) + " is no step: expected " +
                                          std::string(kShape) + " without blanks");
    return std::nullopt;
  }
  if (reading.config.provider(provider) == nullptr) {
    add_unknown_provider(value.place, provider, reading);
    return std::nullopt;
  }
  return Target{provider, model, ""};
}

// In a project file a step that the user's own chains have means that one, its credential and
// timers included.
const Step* find_own(const Target& target, const Reading& reading) {
  for (const auto& [name, chain] : reading.earlier_chains) {
    for (const Step& step : chain.steps) {
      if (step.target.name() == target.name()) return &step;
    }
  }
  return nullptr;
}

std::optional<Step> start_step(const TomlValue& value, Reading& reading) {
  std::optional<Target> target = read_target(value, reading);
  if (!target) return std::nullopt;
  Step step;
  step.target = std::move(*target);
  if (reading.origin == ConfigOrigin::user) return step;
  if (const Step* own = find_own(step.target, reading)) {
    step = *own;
    step.group = 0;  // where it stands is for this file to say
    step.weight = 1;
    return step;
  }
  if (step.target.is_agent() || reading.trusted()) return step;
  reading.problems.add(
      value.place,
      "step " + in_quotes(step.target.name()) + " is in no chain of your own configuration",
      "add it there, or read this file and run: edgee trust");
  return std::nullopt;
}

void read_step_credential(TableReader& table, Step& step, Reading& reading) {
  const TomlMember* const member = table.find("credential");
  if (member == nullptr) return;
  if (step.target.is_agent()) {
    reading.problems.add(member->place, "the step \"agent\" uses the agent's own login",
                         "remove \"credential\"");
    return;
  }
  const Provider* const provider = reading.config.provider(step.target.provider);
  std::optional<CredentialSpec> spec = read_credential(*member, provider->id, reading.problems);
  if (!spec) return;
  const auto clear = [&](const Endpoint& endpoint) { return sends_in_clear(endpoint, *spec); };
  if (std::any_of(provider->endpoints.begin(), provider->endpoints.end(), clear)) {
    reading.problems.add(member->value.place,
                         "this credential would be sent in clear text: provider " +
                             in_quotes(provider->id) + " has an http:// base_url",
                         "use https:// there");
    return;
  }
  step.target.credential = credential_label(*spec, *provider);
  step.credential = std::move(spec);
}

std::optional<Step> read_step_table(const TomlValue& value, Reading& reading) {
  TableReader table(value, "a step", reading.problems);
  const TomlMember* const target = table.find("target");
  if (target == nullptr) {
    reading.problems.add(value.place, "a step must have a \"target\"",
                         "as in target = \"openrouter/z-ai/glm-5\"");
  }
  std::optional<Step> step;
  if (table.text("target")) step = start_step(target->value, reading);
  if (!reading.trusted()) {
    for (const TomlMember& member : value.members) {
      if (member.key != "target") {
        add_untrusted(member.place, in_quotes(member.key) + " of a step", reading.problems);
      }
    }
    return step;
  }
  Step sink;  // keeps the rest of the table checked when the target is wrong
  sink.target.provider = "agent";
  Step& into = step ? *step : sink;
  if (step) {
    read_step_credential(table, into, reading);
  } else {
    table.find("credential");
  }
  if (const auto tries = table.whole("tries", 1, kMostTries)) into.tries = static_cast<int>(*tries);
  if (const TomlValue* timeouts = table.table("timeouts")) {
    into.timeouts = read_timeouts(*timeouts, reading.problems);
  }
  if (const TomlValue* triggers = table.table("triggers")) {
    into.triggers = read_triggers(*triggers, reading.problems);
  }
  table.finish();
  return step;
}

}  // namespace

std::optional<Step> read_step(const TomlValue& value, Reading& reading) {
  if (value.kind == TomlKind::string) return start_step(value, reading);
  if (value.kind == TomlKind::table) return read_step_table(value, reading);
  reading.problems.add(
      value.place, "a step must be a string or a table, not " + std::string(describe(value.kind)));
  return std::nullopt;
}

}  // namespace edgee

#include "core/config/parse.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/config/sections.h"

namespace edgee {
namespace {

constexpr std::string_view kRoot = "the configuration";

// Tells a section of an untrusted project file from one it may have.
const TomlMember* find_trusted(TableReader& root, std::string_view key, Reading& reading) {
  const TomlMember* const member = root.find(key);
  if (member == nullptr || reading.trusted()) return member;
  add_untrusted(member->place, in_quotes(key), reading.problems);
  return nullptr;
}

using SectionReader = void (*)(const TomlValue&, Reading&);

void read_table(const TomlMember* member, SectionReader read, Reading& reading) {
  if (member == nullptr) return;
  if (member->value.kind != TomlKind::table) {
    add_wrong_kind(reading.problems, member->key, member->value, "a table");
    return;
  }
  read(member->value, reading);
}

void read_default_chain(TableReader& root, Reading& reading) {
  const TomlMember* const member = root.find("default_chain");
  const std::optional<std::string> name = root.text("default_chain");
  if (!name) return;
  reading.config.default_chain = *name;
  if (reading.config.chains.contains(*name)) return;
  std::vector<std::string> names;
  for (const auto& [chain, unused] : reading.config.chains)
    names.push_back(chain);
  reading.problems.add(member->value.place, "unknown chain " + in_quotes(*name),
                       suggest(*name, names));
}

void read_global_triggers(const TomlMember* member, Reading& reading) {
  if (member == nullptr) return;
  if (member->value.kind != TomlKind::table) {
    add_wrong_kind(reading.problems, member->key, member->value, "a table");
    return;
  }
  const TomlValue single = read_window_rules(member->value, reading);
  for (auto& [name, rule] : read_triggers(single, reading.problems)) {
    reading.config.triggers.insert_or_assign(name, rule);
  }
}

// Without a word from the user, the chain "default" or the only chain is the default.
void settle_default_chain(const TomlValue& root, Reading& reading) {
  Config& config = reading.config;
  if (root.find("default_chain") != nullptr || config.chains.empty() ||
      config.chains.contains(config.default_chain)) {
    return;
  }
  if (config.chains.size() == 1) {
    config.default_chain = config.chains.begin()->first;
    return;
  }
  const TomlMember* const chains = root.find("chain");
  reading.problems.add(
      chains == nullptr ? Place{} : chains->place, "no chain is the default one",
      "name one \"default\", or add: default_chain = " + in_quotes(config.chains.begin()->first));
}

void read_document(const TomlValue& document, Reading& reading) {
  TableReader root(document, std::string(kRoot), reading.problems);
  // Names before what uses them.
  read_table(find_trusted(root, "providers", reading), read_providers, reading);
  read_table(find_trusted(root, "models", reading), read_models, reading);
  read_table(root.find("chain"), read_chains, reading);
  read_default_chain(root, reading);
  if (const TomlValue* routes = root.list("routes")) read_routes(*routes, reading);
  if (find_trusted(root, "budgets", reading) != nullptr) {
    if (const TomlValue* budgets = root.list("budgets")) read_budgets(*budgets, reading);
  }
  read_global_triggers(find_trusted(root, "triggers", reading), reading);
  read_table(find_trusted(root, "ledger", reading), read_ledger, reading);
  read_table(find_trusted(root, "limits", reading), read_limits, reading);
  read_table(find_trusted(root, "statusline", reading), read_statusline, reading);
  read_table(find_trusted(root, "telemetry", reading), read_telemetry, reading);
  root.finish();
  if (reading.problems.empty()) settle_default_chain(document, reading);
}

}  // namespace

std::vector<ConfigProblem> parse_config(const std::vector<ConfigText>& texts, Config& config) {
  config = Config{};
  std::vector<ConfigProblem> all;
  for (const ConfigText& text : texts) {
    Problems problems(text.file);
    const auto document = parse_toml(text.text);
    if (document) {
      const auto earlier = config.chains;
      Reading reading{config, problems, text.origin, earlier};
      read_document(*document, reading);
    } else {
      problems.add(document.error().place, document.error().message);
    }
    const std::vector<ConfigProblem> found = problems.take();
    all.insert(all.end(), found.begin(), found.end());
  }
  config.has_chain = !config.chains.empty();
  return all;
}

std::string to_string(const ConfigProblem& problem) {
  std::string text = problem.file + ":" + std::to_string(problem.line) + ":" +
                     std::to_string(problem.column) + ": " + problem.message;
  if (!problem.fix.empty()) text += "\n  " + problem.fix;
  return text;
}

Error to_error(const std::vector<ConfigProblem>& problems) {
  if (problems.size() == 1) {
    ConfigProblem only = problems.front();
    const std::string fix = std::exchange(only.fix, "");
    return {to_string(only), fix, kExitUsage};
  }
  std::string lines;
  for (const ConfigProblem& problem : problems) {
    if (!lines.empty()) lines += '\n';
    lines += to_string(problem);
  }
  return {std::to_string(problems.size()) + " problems in the configuration", lines, kExitUsage};
}

void add_untrusted(Place place, std::string_view what, Problems& problems) {
  problems.add(place, "a project file may not set " + std::string(what) + " until it is trusted",
               "read the file, then run: edgee trust");
}

}  // namespace edgee

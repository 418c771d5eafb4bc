#include "cli/default_chain.h"

#include <algorithm>
#include <utility>

#include "cli/ask_json.h"
#include "cli/streams.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/catalog/local_servers.h"
#include "core/dialect/dialect.h"

namespace edgee {
namespace {

Step agent_step() {
  Step step;
  step.target.provider = "agent";
  return step;
}

bool can_be_spoken_to(const Provider& provider) {
  const std::vector<DialectId>& dialects = known_dialects();
  return std::any_of(
      provider.endpoints.begin(), provider.endpoints.end(), [&dialects](const Endpoint& endpoint) {
        return std::find(dialects.begin(), dialects.end(), endpoint.dialect) != dialects.end();
      });
}

// "openrouter/work" is an entry of provider openrouter.
void add_key_step(const std::string& entry, const Config& config, FoundSteps& found) {
  const std::string id = entry.substr(0, entry.find('/'));
  const Provider* const provider = config.provider(id);
  if (provider == nullptr || !can_be_spoken_to(*provider)) {
    found.aside.push_back("the key \"" + printable(entry) + "\" (no provider of that name)");
    return;
  }
  if (provider->default_model.empty()) {
    found.aside.push_back("the key \"" + entry + "\" (name a model in a chain)");
    return;
  }
  Step step;
  step.target = {id, provider->default_model, ""};
  if (entry != id) {
    step.target.credential = entry;
    step.credential = CredentialSpec{CredentialSource::keychain, entry, {}};
  }
  found.steps.push_back(std::move(step));
}

// In the catalogue's order, so that the chain does not depend on when keys were stored.
std::vector<std::string> in_catalogue_order(std::vector<std::string> entries) {
  const std::span<const Provider> rows = catalog_providers();
  const auto rank = [rows](const std::string& entry) {
    const std::string id = entry.substr(0, entry.find('/'));
    return std::find_if(rows.begin(), rows.end(),
                        [&id](const Provider& row) { return row.id == id; });
  };
  std::stable_sort(
      entries.begin(), entries.end(),
      [&rank](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  return entries;
}

std::vector<std::string> noted_keys(Store& store) {
  std::vector<std::string> entries;
  if (const auto notes = store.notes(kKeyNotes)) {
    for (const auto& [entry, unused] : *notes)
      entries.push_back(entry);
  }
  return in_catalogue_order(std::move(entries));
}

struct EnvironmentKey {
  std::string variable;
  const Provider* provider = nullptr;  // outlives it
};

// The agent uses its own vendor's variable by itself, and a stored key needs no second way.
std::vector<EnvironmentKey> environment_keys(Context& context, const Config& config,
                                             std::string_view vendor) {
  const std::vector<std::string> stored = noted_keys(context.store());
  std::vector<EnvironmentKey> keys;
  for (const Provider& row : catalog_providers()) {
    const Provider& provider = *config.provider(row.id);
    const bool is_stored = std::find(stored.begin(), stored.end(), row.id) != stored.end();
    if (provider.key_env.empty() || provider.local || row.id == vendor || is_stored) continue;
    if (provider.default_model.empty() || !can_be_spoken_to(provider)) continue;
    if (context.environment().get(provider.key_env).value_or("").empty()) continue;
    const bool known = std::any_of(keys.begin(), keys.end(), [&provider](const auto& key) {
      return key.variable == provider.key_env;
    });
    if (!known) keys.push_back({provider.key_env, &provider});
  }
  return keys;
}

void add_environment_key(const EnvironmentKey& key, FoundSteps& found) {
  Step step;
  step.target = {key.provider->id, key.provider->default_model, "env:" + key.variable};
  step.credential = CredentialSpec{CredentialSource::env, key.variable, {}};
  found.steps.push_back(std::move(step));
}

void append(FoundSteps more, FoundSteps& found) {
  std::move(more.steps.begin(), more.steps.end(), std::back_inserter(found.steps));
  std::move(more.models.begin(), more.models.end(), std::back_inserter(found.models));
  std::move(more.aside.begin(), more.aside.end(), std::back_inserter(found.aside));
}

}  // namespace

FoundSteps steps_at_once(Context& context, const Config& config, std::string_view vendor) {
  FoundSteps found;
  found.steps.push_back(agent_step());
  for (const std::string& entry : noted_keys(context.store()))
    add_key_step(entry, config, found);
  const auto notes = context.store().notes(kEnvKeyNotes);
  const std::map<std::string, std::string> answers =
      notes ? *notes : std::map<std::string, std::string>();
  for (const EnvironmentKey& key : environment_keys(context, config, vendor)) {
    const auto answer = answers.find(key.variable);
    if (answer == answers.end()) {
      found.aside.push_back(key.variable + " (run this on a terminal to be asked about it)");
    } else if (answer->second == "yes") {
      add_environment_key(key, found);
    }
  }
  return found;
}

void ask_about_environment_keys(Context& context, const Config& config, std::string_view vendor) {
  Streams& io = context.io();
  if (!io.in_is_terminal || !io.err_is_terminal) return;
  const auto answers = context.store().notes(kEnvKeyNotes);
  if (!answers) return;  // an answer could not be remembered
  for (const EnvironmentKey& key : environment_keys(context, config, vendor)) {
    if (answers->contains(key.variable)) continue;
    const auto agreed = ask_yes_no(
        io,
        "edgee: " + key.variable + " is set. Use " + key.provider->title + " when the model fails?",
        false);
    if (!agreed) return;
    const auto kept = context.store().set_note(kEnvKeyNotes, key.variable, *agreed ? "yes" : "no");
    if (!kept) return;
  }
}

FoundSteps unnoted_keys(SecretStore& secrets, Store& store, const Config& config) {
  FoundSteps found;
  const auto notes = store.notes(kKeyNotes);
  const auto entries = secrets.list();
  if (!notes || !entries) return found;
  for (const std::string& entry : in_catalogue_order(*entries)) {
    if (notes->contains(entry)) continue;
    add_key_step(entry, config, found);
    // A note that cannot be written is written next time.
    [[maybe_unused]] const Result<void> noted = store.set_note(kKeyNotes, entry, "");
  }
  return found;
}

FoundSteps local_steps(UpstreamClient& upstream, const Clock& clock, const Config& config,
                       const std::stop_token& stop) {
  FoundSteps found;
  const AskJson ask = [&](const JsonQuestion& question) {
    return ask_json(upstream, clock, question, stop);
  };
  for (const Provider& row : catalog_providers()) {
    if (!row.local || stop.stop_requested()) continue;
    std::optional<ModelInfo> model = ask_local_server(*config.provider(row.id), ask);
    if (!model) continue;
    Step step;
    step.target = {row.id, model->id, ""};
    found.steps.push_back(std::move(step));
    found.models.push_back(std::move(*model));
  }
  return found;
}

Config with_chain(Config config, const FoundSteps& found) {
  Chain chain;
  chain.name = config.default_chain;
  chain.steps = found.steps;
  config.chains.insert_or_assign(config.default_chain, std::move(chain));
  // What the user wrote about a model stands before what its server says.
  config.models.insert(config.models.end(), found.models.begin(), found.models.end());
  return config;
}

Config with_found_chain(Context& context, Config config, std::string_view vendor) {
  if (config.has_chain) return config;
  FoundSteps found = steps_at_once(context, config, vendor);
  append(unnoted_keys(context.secrets(), context.store(), config), found);
  append(local_steps(context.upstream(), context.clock(), config, {}), found);
  return with_chain(std::move(config), found);
}

}  // namespace edgee

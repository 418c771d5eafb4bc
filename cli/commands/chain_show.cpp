// `edgee chain show`: each step with where it goes, whose key it takes, what it can and costs.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "cli/commands/chain.h"
#include "cli/default_chain.h"
#include "cli/load_config.h"
#include "cli/streams.h"
#include "core/agents/agent.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/config/words.h"
#include "core/failover/budget.h"

namespace edgee {
namespace {

CredentialSpec credential_of(const Step& step, const Provider& provider) {
  CredentialSpec spec = step.credential.value_or(provider.credential);
  if (spec.source == CredentialSource::keychain && spec.name.empty()) spec.name = provider.id;
  return spec;
}

std::string describe_credential(const CredentialSpec& spec) {
  switch (spec.source) {
    case CredentialSource::keychain:
      return "keychain " + spec.name;
    case CredentialSource::env:
      return "$" + spec.name;
    case CredentialSource::command:
      return "command " + spec.command.front();
    case CredentialSource::none:
      return "none";
    case CredentialSource::pass_through:
      return "the agent's own";
  }
  return "";
}

std::string thousands(std::int64_t tokens) {
  if (tokens == 0) return "?";
  return tokens % 1'000'000 == 0 ? std::to_string(tokens / 1'000'000) + "M"
                                 : std::to_string(tokens / 1'000) + "k";
}

std::string dollars(double amount) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.4g", amount);
  return "$" + std::string(text.data(), static_cast<std::size_t>(length));
}

std::string price_of(const ModelInfo& model) {
  if (!model.price) return "?";
  return dollars(model.price->input) + " / " + dollars(model.price->output);
}

std::vector<std::string> hosts_of(const Provider& provider) {
  std::vector<std::string> hosts;
  for (const Endpoint& endpoint : provider.endpoints) {
    const std::string host = host_of(endpoint.base_url);
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) hosts.push_back(host);
  }
  return hosts;
}

// What the step says beyond its target.
std::string extras_of(const Step& step) {
  std::vector<std::string> extras;
  const Timeouts& timeouts = step.timeouts;
  const std::array<std::pair<const char*, std::optional<Duration>>, 6> timers{{
      {"connect", timeouts.connect},
      {"head", timeouts.head},
      {"first_token", timeouts.first_token},
      {"silence", timeouts.silence},
      {"progress", timeouts.progress},
      {"total", timeouts.total},
  }};
  if (step.group != 0) {
    extras.push_back(step.weight == 1 ? "shared" : "shared, weight " + std::to_string(step.weight));
  }
  if (step.tries) extras.push_back("tries " + std::to_string(*step.tries));
  for (const auto& [name, time] : timers) {
    if (time) extras.push_back(std::string(name) + " " + format_duration(*time));
  }
  for (const auto& [name, rule] : step.triggers) {
    if (rule.enabled) extras.push_back((*rule.enabled ? "on " : "not on ") + name);
    if (rule.at) extras.push_back(name + " at " + dollars(*rule.at).substr(1));
  }
  return join(extras, ", ");
}

std::vector<std::string> row_of(const Config& config, const Step& step, const std::string& place) {
  if (step.target.is_agent()) {
    return {place, "agent", "the agent's vendor", "the agent's own", "", "", extras_of(step)};
  }
  const Provider& provider = *config.provider(step.target.provider);
  const ModelInfo& model = config.model(step.target.provider, step.target.model);
  return {place,
          step.target.name(),
          join(hosts_of(provider), ", "),
          describe_credential(credential_of(step, provider)),
          thousands(model.window),
          price_of(model),
          extras_of(step)};
}

OrderedJson to_json(const Config& config, const Step& step) {
  OrderedJson out{{"target", step.target.name()}};
  if (step.tries) out["tries"] = *step.tries;
  if (step.group != 0) {
    out["group"] = step.group;
    out["weight"] = step.weight;
  }
  if (step.target.is_agent()) return out;
  const Provider& provider = *config.provider(step.target.provider);
  const ModelInfo& model = config.model(step.target.provider, step.target.model);
  out["hosts"] = hosts_of(provider);
  out["credential"] = describe_credential(credential_of(step, provider));
  out["window"] = model.window == 0 ? OrderedJson() : OrderedJson(model.window);
  out["price"] = nullptr;
  if (model.price) {
    out["price"] = {{"input", model.price->input},
                    {"output", model.price->output},
                    {"cache_read", model.price->cache_read},
                    {"cache_write", model.price->cache_write}};
  }
  return out;
}

OrderedJson to_json(const BudgetRule& rule) {
  const auto usd = [](const std::optional<double>& limit) {
    return limit ? OrderedJson(*limit) : OrderedJson(nullptr);
  };
  return {{"provider", rule.provider},    {"chain", rule.chain},
          {"daily", usd(rule.daily)},     {"weekly", usd(rule.weekly)},
          {"monthly", usd(rule.monthly)}, {"on_reach", rule.stop ? "stop" : "next"}};
}

// The budgets that some step of the chain comes under.
std::vector<BudgetRule> budgets_of(const Config& config, const Chain& chain) {
  std::vector<BudgetRule> rules;
  for (const BudgetRule& rule : config.budgets) {
    if (std::any_of(chain.steps.begin(), chain.steps.end(), [&](const Step& step) {
          return is_covered(rule, step.target.provider, chain.name);
        })) {
      rules.push_back(rule);
    }
  }
  return rules;
}

std::string format_hedge(const Hedge& hedge) {
  if (hedge.quantile <= 0) return format_duration(hedge.after);
  return "p" + std::to_string(std::lround(hedge.quantile * 100));
}

OrderedJson to_json(const Config& config, const Chain& chain) {
  OrderedJson steps = OrderedJson::array();
  for (const Step& step : chain.steps)
    steps.push_back(to_json(config, step));
  OrderedJson out{{"name", chain.name},
                  {"default", chain.name == config.default_chain},
                  {"budget_ms", chain.budget.count()}};
  if (chain.cooldown) out["cooldown_ms"] = chain.cooldown->count();
  if (chain.hedge) {
    out["hedge"] = format_hedge(*chain.hedge);
    out["hedge_daily"] = chain.hedge_daily;
  }
  out["steps"] = std::move(steps);
  for (const BudgetRule& rule : budgets_of(config, chain))
    out["budgets"].push_back(to_json(rule));
  return out;
}

void print_chain(Streams& io, const Config& config, const Chain& chain) {
  io.out << "chain " << styled(io, Style::bold, chain.name)
         << (chain.name == config.default_chain ? " (default)" : "") << '\n';
  std::vector<std::vector<std::string>> rows{
      {"", "STEP", "HOST", "KEY", "WINDOW", "PRICE/M IN/OUT", ""}};
  // A group is one place, as the commands that edit a chain count.
  std::size_t place = 0;
  int group = 0;
  for (const Step& step : chain.steps) {
    const bool same_place = step.group != 0 && step.group == group;
    if (!same_place) ++place;
    rows.push_back(row_of(config, step, same_place ? "" : std::to_string(place)));
    group = step.group;
  }
  print_table(io.out, rows);
  for (const BudgetRule& rule : budgets_of(config, chain))
    io.out << describe_limits(rule) << '\n';
  if (chain.hedge) {
    io.out << "asks the next step too after " << format_hedge(*chain.hedge) << ", for at most "
           << format_usd(chain.hedge_daily) << " a day\n";
  }
}

// Nothing configured: what a launch would find now.
Result<Config> load_shown_config(Context& context) {
  Result<Config> config = load_config(context);
  if (!config || config->has_chain) return config;
  context.io().err << "no chain is configured; a launch would find this one now\n";
  return with_found_chain(context, std::move(*config), known_agents().front().profile.vendor);
}

}  // namespace

Result<int> show_chain(Context& context, const std::string& name, bool json) {
  const Result<Config> config = load_shown_config(context);
  if (!config) return tl::unexpected(config.error());
  const auto found = config->chains.find(name.empty() ? config->default_chain : name);
  if (found == config->chains.end()) {
    std::vector<std::string> names;
    for (const auto& [chain, unused] : config->chains)
      names.push_back(chain);
    const std::string nearest = nearest_word(name, names);
    return fail(
        "there is no chain \"" + name + "\"",
        nearest.empty() ? "there are: " + join(names, ", ") : "did you mean \"" + nearest + "\"?",
        kExitUsage);
  }
  if (json) {
    context.io().out << dump_json(to_json(*config, found->second)) << '\n';
  } else {
    print_chain(context.io(), *config, found->second);
  }
  return 0;
}

}  // namespace edgee

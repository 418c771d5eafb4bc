// `edgee chain list` and `edgee chain check`.
#include <algorithm>
#include <vector>

#include "cli/commands/chain.h"
#include "cli/load_config.h"
#include "cli/streams.h"
#include "core/base/json.h"

namespace edgee {
namespace {

std::string joined_steps(const Chain& chain) {
  std::string text;
  for (const Step& step : chain.steps)
    text += (text.empty() ? "" : " > ") + step.target.name();
  return text;
}

OrderedJson to_json(const Route& route) {
  OrderedJson out;
  if (!route.agent.empty()) out["agent"] = route.agent;
  if (!route.model.empty()) out["model"] = route.model;
  if (!route.request_class.empty()) out["class"] = route.request_class;
  out["chain"] = route.chain;
  return out;
}

void print_json(Context& context, const Config& config) {
  OrderedJson chains = OrderedJson::array();
  for (const auto& [name, chain] : config.chains) {
    OrderedJson steps = OrderedJson::array();
    for (const Step& step : chain.steps)
      steps.push_back(step.target.name());
    chains.push_back({{"name", name}, {"default", name == config.default_chain}, {"steps", steps}});
  }
  OrderedJson routes = OrderedJson::array();
  for (const Route& route : config.routes)
    routes.push_back(to_json(route));
  context.io().out << dump_json(OrderedJson{{"chains", chains}, {"routes", routes}}) << '\n';
}

void print_routes(Context& context, const std::vector<Route>& routes) {
  if (routes.empty()) return;
  const auto any = [](const std::string& pattern) { return pattern.empty() ? "*" : pattern; };
  std::vector<std::vector<std::string>> rows{{"AGENT", "MODEL", "CLASS", "CHAIN"}};
  for (const Route& route : routes) {
    rows.push_back({any(route.agent), any(route.model), any(route.request_class), route.chain});
  }
  context.io().out << '\n';
  print_table(context.io().out, rows);
}

OrderedJson to_json(const std::vector<ConfigProblem>& problems) {
  OrderedJson list = OrderedJson::array();
  for (const ConfigProblem& problem : problems) {
    list.push_back({{"file", problem.file},
                    {"line", problem.line},
                    {"column", problem.column},
                    {"message", problem.message},
                    {"fix", problem.fix}});
  }
  return {{"ok", problems.empty()}, {"problems", list}};
}

}  // namespace

Result<int> list_chains(Context& context, bool json) {
  const Result<Config> config = load_config(context);
  if (!config) return tl::unexpected(config.error());
  if (json) {
    print_json(context, *config);
    return 0;
  }
  if (!config->has_chain) {
    context.io().err << "no chain is configured: at launch the agent's own login comes first, then "
                        "the keys and local servers that are found\n"
                        "  edgee chain add PROVIDER/MODEL\n";
    return 0;
  }
  std::vector<std::vector<std::string>> rows{{"CHAIN", "STEPS"}};
  for (const auto& [name, chain] : config->chains) {
    rows.push_back(
        {name + (name == config->default_chain ? " (default)" : ""), joined_steps(chain)});
  }
  print_table(context.io().out, rows);
  print_routes(context, config->routes);
  return 0;
}

Result<int> check_config(Context& context, bool json) {
  const Result<std::vector<ConfigText>> texts = read_config_texts(context);
  if (!texts) return tl::unexpected(texts.error());
  Config config;
  const std::vector<ConfigProblem> problems = parse_config(*texts, config);
  if (json) {
    context.io().out << dump_json(to_json(problems)) << '\n';
    return problems.empty() ? 0 : kExitUsage;
  }
  for (const ConfigProblem& problem : problems)
    context.io().out << to_string(problem) << '\n';
  if (!problems.empty()) return kExitUsage;
  std::size_t steps = 0;
  for (const auto& [name, chain] : config.chains)
    steps += chain.steps.size();
  for (const ConfigText& text : *texts)
    context.io().err << "checked " << text.file << '\n';
  context.io().err << "all well: " << config.chains.size() << " chains, " << steps << " steps\n";
  return 0;
}

}  // namespace edgee

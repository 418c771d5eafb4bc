#include "cli/agent_launch.h"

#include <utility>

#include "core/config/toml_json.h"

namespace edgee {
namespace {

constexpr Duration kVersionPatience{std::chrono::seconds(10)};

// "" when it does not say.
std::string version_of(Context& context, const Agent& agent) {
  const std::string program = context.processes().find_program(agent.program);
  if (!agent.asks_version || program.empty()) return "";
  const Result<Secret> said =
      context.processes().capture({program, "--version"}, kVersionPatience, {});
  return said ? std::string(said->reveal()) : "";
}

}  // namespace

Result<LaunchPlan> plan_launch(Context& context, const Agent& agent,
                               const std::vector<std::string>& arguments) {
  const Paths& paths = context.paths();
  return plan_launch(context, agent, {arguments, paths.home, paths.directory},
                     context.environment());
}

Result<LaunchPlan> plan_launch(Context& context, const Agent& agent, LaunchInput input,
                               const Environment& environment) {
  input.version = version_of(context, agent);
  input.read_toml = read_toml_as_json;
  return agent.plan(input, environment, context.files());
}

Result<ForegroundRun> pointed_run(Context& context, const Agent& agent, const LaunchPlan& plan,
                                  const ProxyAddress& proxy, RunExtras extras) {
  LaunchSettings& settings = extras.settings;
  Result<LaunchCommand> command = plan.point_at(proxy, {settings.path(), extras.status_line});
  if (command && !command->settings.empty() && !settings.write(command->settings)) {
    command = plan.point_at(proxy, {});
  }
  if (!command) return tl::unexpected<Error>(command.error());
  ForegroundRun run;
  run.program = context.processes().find_program(agent.program);
  run.arguments = std::move(command->arguments);
  run.environment = std::move(extras.environment);
  for (const auto& [name, value] : plan.environment)
    run.environment[name] = value;
  for (const auto& [name, value] : command->environment)
    run.environment[name] = value;
  run.environment.erase(kOwnLineVariable);
  if (!command->own_status_line.empty()) {
    run.environment[kOwnLineVariable] = command->own_status_line;
  }
  return run;
}

}  // namespace edgee

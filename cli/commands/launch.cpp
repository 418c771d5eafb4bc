// `edgee launch AGENT ...`: the agent in the foreground, and a proxy for as long as it runs.
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/agent_launch.h"
#include "cli/commands/commands.h"
#include "cli/load_config.h"
#include "cli/serve.h"
#include "cli/streams.h"
#include "core/agents/agent.h"
#include "core/base/text.h"
#include "core/ledger/stats.h"

namespace edgee {
namespace {

constexpr int kEventsLookedAt = 100'000;

struct LaunchOptions {
  std::string agent;
  ServeOptions serve;
};

std::vector<std::string> agent_names() {
  std::vector<std::string> names;
  for (const Agent& agent : known_agents())
    names.push_back(agent.profile.name);
  return names;
}

Result<const Agent*> choose_agent(const std::string& name) {
  if (const Agent* const agent = find_agent(name)) return agent;
  const std::vector<std::string> names = agent_names();
  const std::string nearest = nearest_word(name, names);
  return fail("edgee knows no agent \"" + printable(name) + "\"",
              nearest.empty() ? "one of: " + join(names, ", ") : "did you mean " + nearest + "?",
              kExitUsage);
}

// For a shell. "" where nobody would see our line.
std::string status_line_command(Context& context, const Config& config) {
  const std::string& program = context.paths().program;
  if (!config.statusline.enabled || program.empty() || !context.io().out_is_terminal) return "";
  std::string quoted = "'";
  for (const char c : program)
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "' statusline";
}

Result<int> run_agent(Context& context, const Agent& agent, const LaunchPlan& plan,
                      Serving& serving) {
  LaunchSettings settings(context);
  Result<ForegroundRun> run = pointed_run(
      context, agent, plan, serving.address(),
      {context.environment().all(), settings, status_line_command(context, *serving.config())});
  if (!run) return tl::unexpected<Error>(run.error());
  run->environment[kLaunchVariable] = serving.launch_id();
  return context.processes().run_foreground(*run, [&serving] { serving.look_around(); });
}

// Nothing was noticed, so it is said once, where a person reads: nothing happened, nothing is said.
void say_survived(Context& context, const std::string& launch_id) {
  Streams& io = context.io();
  if (!io.err_is_terminal) return;
  const auto events =
      context.store().read({.after_id = 0, .limit = kEventsLookedAt, .launch = launch_id});
  const std::string survived = events ? tell_survived(*events) : "";
  if (!survived.empty()) io.err << "edgee: survived " << printable(survived) << "; see edgee log\n";
}

Result<int> launch(Context& context, LaunchOptions options) {
  const Result<const Agent*> agent = choose_agent(options.agent);
  if (!agent) return tl::unexpected<Error>(agent.error());
  options.serve.hold_words = context.io().err_is_terminal;
  Serving serving(context, options.serve);
  if (auto loaded = serving.load(); !loaded) return tl::unexpected<Error>(loaded.error());
  if (context.processes().find_program((*agent)->program).empty()) {
    return fail((*agent)->profile.title + " was not found: there is no `" + (*agent)->program +
                    "` in your PATH",
                (*agent)->install_hint);
  }
  const Result<LaunchPlan> plan = plan_launch(context, **agent, context.passed_on());
  if (!plan) return tl::unexpected<Error>(plan.error());
  for (const std::string& warning : plan->warnings)
    context.io().err << "edgee: " << printable(warning) << '\n';
  context.set_upstream_proxy(plan->upstream_proxy);
  if (auto started = serving.start(**agent, *plan); !started) {
    return tl::unexpected<Error>(started.error());
  }
  Result<int> code = run_agent(context, **agent, *plan, serving);
  serving.speak();
  say_survived(context, serving.launch_id());
  return code;
}

}  // namespace

void declare_launch(CLI::App& command, Context& context, Run& run) {
  const auto options = std::make_shared<LaunchOptions>();
  command.add_option("agent", options->agent, "The agent: " + join(agent_names(), ", "))
      ->required()
      ->type_name("AGENT");
  command.add_option("--chain", options->serve.chain, "Use this chain for all requests")
      ->type_name("NAME");
  command.add_flag("--pin", options->serve.pin,
                   "Only the first step answers: what would be a switch is an error");
  command.add_flag("-q,--quiet", options->serve.quiet, "Do not say what the chain is");
  command.footer(
      "Everything behind the agent's name is the agent's own.\n\n"
      "Examples:\n"
      "  edgee launch claude\n"
      "  edgee launch claude -p \"what does this project do?\"\n"
      "  edgee launch codex exec \"what does this project do?\"\n"
      "  edgee launch opencode run \"what does this project do?\"\n"
      "  edgee launch --chain careful claude --resume");
  command.callback([options, &context, &run] {
    run = [options, &context] { return launch(context, *options); };
  });
}

}  // namespace edgee

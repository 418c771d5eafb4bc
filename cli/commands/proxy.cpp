// `edgee proxy`: the proxy alone, in the foreground, for any client.
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/serve.h"
#include "cli/streams.h"
#include "core/agents/agent.h"
#include "core/base/text.h"

namespace edgee {
namespace {

constexpr const char* kDefaultAgent = "claude";

struct ProxyOptions {
  std::string agent;  // "": any client that speaks as the default agent does
  ServeOptions serve;
};

// What would keep the agent itself from coming to us is no obstacle for other clients.
Result<LaunchPlan> make_plan(Context& context, const Agent& agent, bool for_agent) {
  const Paths& paths = context.paths();
  Result<LaunchPlan> plan =
      agent.plan({{}, paths.home, paths.directory}, context.environment(), context.files());
  if (plan || for_agent) return plan;
  context.io().err << "edgee: " << plan.error().message << "; other clients are served\n";
  LaunchPlan plain;
  plain.vendor = agent.profile.vendor;
  return plain;
}

Result<int> serve_until_stopped(Context& context, const ProxyOptions& options) {
  const Agent* const agent = find_agent(options.agent.empty() ? kDefaultAgent : options.agent);
  if (agent == nullptr) {
    return fail("edgee knows no agent \"" + printable(options.agent) + "\"",
                "`edgee launch --help` lists them", kExitUsage);
  }
  Serving serving(context, options.serve);
  if (auto loaded = serving.load(); !loaded) return tl::unexpected<Error>(loaded.error());
  const Result<LaunchPlan> plan = make_plan(context, *agent, !options.agent.empty());
  if (!plan) return tl::unexpected<Error>(plan.error());
  context.set_upstream_proxy(plan->upstream_proxy);
  if (auto started = serving.start(*agent, *plan); !started) {
    return tl::unexpected<Error>(started.error());
  }
  context.processes().wait_for_stop_signal([&context, &serving] {
    context.io().out << serving.base_url() << std::endl;
    serving.look_around();
  });
  return 0;
}

}  // namespace

void declare_proxy(CLI::App& command, Context& context, Run& run) {
  const auto options = std::make_shared<ProxyOptions>();
  command
      .add_option("--agent", options->agent,
                  "The agent that will use it (default: any that speaks as Claude Code does)")
      ->type_name("AGENT");
  command.add_option("--chain", options->serve.chain, "Use this chain for all requests")
      ->type_name("NAME");
  command.add_flag("--pin", options->serve.pin,
                   "Only the first step answers: what would be a switch is an error");
  command.add_flag("-q,--quiet", options->serve.quiet, "Do not say what the chain is");
  command.footer(
      "Prints the address to use as a base URL, and serves until Ctrl-C. The address holds a\n"
      "secret: whoever knows it can use your chain.\n\n"
      "Examples:\n"
      "  edgee proxy\n"
      "  edgee proxy --chain careful");
  command.callback([options, &context, &run] {
    run = [options, &context] { return serve_until_stopped(context, *options); };
  });
}

}  // namespace edgee

// `edgee proxy`: the proxy alone, in the foreground, for any client.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/commands/proxy_clients.h"
#include "cli/serve.h"
#include "cli/streams.h"
#include "core/agents/agent.h"
#include "core/base/text.h"

namespace edgee {
namespace {

constexpr const char* kDefaultAgent = "claude";

struct ProxyOptions {
  std::string agent;   // "": clients of all kinds
  std::string client;  // whose lines are to be printed; "" = the address alone
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

Result<void> check_client(const std::string& name) {
  const std::vector<std::string> names = client_names();
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return {};
  const std::string nearest = nearest_word(name, names);
  return fail("edgee knows no lines for \"" + printable(name) + "\"",
              nearest.empty() ? "it knows " + join(names, ", ") +
                                    "; most other clients take an OpenAI base URL: --env openai"
                              : "did you mean \"" + nearest + "\"?",
              kExitUsage);
}

Result<int> serve_until_stopped(Context& context, const ProxyOptions& options) {
  if (auto known = check_client(options.client); !known) {
    return tl::unexpected<Error>(known.error());
  }
  const Agent* const agent = find_agent(options.agent.empty() ? kDefaultAgent : options.agent);
  if (agent == nullptr) {
    return fail("edgee knows no agent \"" + printable(options.agent) + "\"",
                "`edgee launch --help` lists them", kExitUsage);
  }
  ServeOptions serve = options.serve;
  serve.anybody = options.agent.empty();
  Serving serving(context, serve);
  if (auto loaded = serving.load(); !loaded) return tl::unexpected<Error>(loaded.error());
  const Result<LaunchPlan> plan = make_plan(context, *agent, !options.agent.empty());
  if (!plan) return tl::unexpected<Error>(plan.error());
  context.set_upstream_proxy(plan->upstream_proxy);
  if (auto started = serving.start(*agent, *plan); !started) {
    return tl::unexpected<Error>(started.error());
  }
  context.processes().wait_for_stop_signal([&context, &serving, &options] {
    const std::string address = serving.base_url();
    const std::string lines = client_lines(options.client, address);
    context.io().out << (lines.empty() ? address + "\n" : lines) << std::flush;
    serving.look_around();
  });
  return 0;
}

}  // namespace

void declare_proxy(CLI::App& command, Context& context, Run& run) {
  const auto options = std::make_shared<ProxyOptions>();
  command
      .add_option("--agent", options->agent,
                  "Serve this agent alone, with its own login (default: clients of all kinds)")
      ->type_name("AGENT");
  command
      .add_option("--env", options->client,
                  "Print what to paste into a shell for this client, instead of the address")
      ->type_name("CLIENT");
  command.add_option("--chain", options->serve.chain, "Use this chain for all requests")
      ->type_name("NAME");
  command.add_flag("--pin", options->serve.pin,
                   "Only the first step answers: what would be a switch is an error");
  command.add_flag("-q,--quiet", options->serve.quiet, "Do not say what the chain is");
  command.footer(
      "Prints the address to use as a base URL, and serves until Ctrl-C. The address holds a\n"
      "secret: whoever knows it can use your chain. Behind it stand the paths of Anthropic's\n"
      "Messages, OpenAI's Chat Completions and Responses, and Gemini's generateContent; with\n"
      "/as/PROVIDER between them a request brings the login of that provider.\n\n"
      "Models: what the client asks for, or \"edgee/auto\" (the best of the chain by health, "
      "speed\n"
      "and price), \"edgee/CHAIN\", or \"PROVIDER/MODEL\"; GET /v1/models lists them.\n\n"
      "Clients for --env:\n" +
      describe_clients() +
      "\n"
      "Examples:\n"
      "  edgee proxy\n"
      "  edgee proxy --env aider\n"
      "  edgee proxy --chain careful");
  command.callback([options, &context, &run] {
    run = [options, &context] { return serve_until_stopped(context, *options); };
  });
}

}  // namespace edgee

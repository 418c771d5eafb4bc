#include "cli/try_agent.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "cli/drill_with_agent.h"
#include "core/agents/agent.h"
#include "core/drill/memory_store.h"
#include "core/proxy/gateway.h"

namespace edgee {
namespace {

std::string take_file(const std::string& path) {
  std::string text;
  {
    std::ifstream in(path, std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  return text;
}

ForegroundRun one_question(Context& context, const Agent& agent, const LaunchPlan& plan,
                           const std::string& base_url) {
  ForegroundRun run;
  run.program = context.processes().find_program(agent.program);
  run.arguments = {"-p", "Reply with the two letters OK and nothing else."};
  run.environment = context.environment().all();
  for (const auto& [name, value] : plan.environment)
    run.environment[name] = value;
  for (const auto& [name, value] : agent.point_at(base_url))
    run.environment[name] = value;
  std::error_code ignored;
  run.output_file =
      (std::filesystem::temp_directory_path(ignored) / ("edgee-try-" + context.random().token(12)))
          .string();
  return run;
}

}  // namespace

Result<ProbeResult> try_agent(Context& context, const ProxyServices& services, const Config& config,
                              const std::string& name) {
  if (auto ready = agent_is_ready(context, name); !ready) return tl::unexpected(ready.error());
  const Agent& agent = *find_agent(name);
  const Paths& paths = context.paths();
  const Result<LaunchPlan> plan =
      agent.plan({{}, paths.home, paths.directory}, context.environment(), context.files());
  if (!plan) return tl::unexpected(plan.error());

  Step step;
  step.target.provider = "agent";
  const auto single = only_this_step(config, std::move(step));
  MemoryStore store;
  HealthBook health(services.clock);
  ProxyServices own = apart(services, health, store, single);
  SessionSetup session;
  session.token = Secret(context.random().token(43));
  session.agent = agent.profile;
  session.vendor = plan->vendor;
  session.vendor_base_url = plan->vendor_base_url;
  session.refreshable_login = plan->refreshable_login;
  Gateway gateway(own, session);
  const std::unique_ptr<HttpServer> server = context.make_http_server({});
  const Result<std::uint16_t> port = server->start(gateway);
  if (!port) return tl::unexpected(port.error());
  session.port = *port;

  const ForegroundRun run = one_question(
      context, agent, *plan,
      "http://127.0.0.1:" + std::to_string(*port) + "/" + std::string(session.token.reveal()));
  const Result<int> code = context.processes().run_foreground(run, [] {});
  server->stop();
  ProbeResult result;
  result.words = take_file(run.output_file);
  if (!code) return tl::unexpected(code.error());
  const auto events = store.read({});
  if (!events->empty()) result.event = events->back();
  result.answered = *code == 0 && gave_answer(result.event);
  return result;
}

}  // namespace edgee

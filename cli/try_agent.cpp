#include "cli/try_agent.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "cli/agent_launch.h"
#include "cli/drill_cast.h"
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

Result<ForegroundRun> one_question(Context& context, const Agent& agent, const LaunchPlan& plan,
                                   const ProxyAddress& proxy, LaunchSettings& settings) {
  Result<ForegroundRun> run =
      pointed_run(context, agent, plan, proxy, {context.environment().all(), settings, ""});
  if (!run) return run;
  std::error_code ignored;
  run->output_file =
      (std::filesystem::temp_directory_path(ignored) / ("edgee-try-" + context.random().token(12)))
          .string();
  run->reads_nothing = true;
  return run;
}

}  // namespace

Result<ProbeResult> try_agent(Context& context, const ProxyServices& services, const Config& config,
                              const std::string& name) {
  if (auto ready = agent_is_ready(context, name); !ready) return tl::unexpected(ready.error());
  const Agent& agent = *find_agent(name);
  const std::vector<std::string>& question = find_drill_cast(name)->question;
  const Result<LaunchPlan> plan = plan_launch(context, agent, question);
  if (!plan) return tl::unexpected(plan.error());

  Step step;
  step.target.provider = "agent";
  Config known = config;
  for (const Provider& vendor : plan->vendors) {
    if (known.provider(vendor.id) == nullptr) known.providers.emplace(vendor.id, vendor);
  }
  const auto single = only_this_step(known, std::move(step));
  MemoryStore store;
  HealthBook health(services.clock);
  ProxyServices own = apart(services, health, store, single);
  SessionSetup session;
  session.token = Secret(context.random().token(43));
  session.agent = agent.profile;
  session.vendor = plan->vendor;
  session.vendor_base_url = plan->vendor_base_url;
  session.refreshable_login = plan->refreshable_login;
  for (const Provider& vendor : plan->vendors)
    session.vendors[vendor.id] = vendor.endpoints.front().base_url;
  Gateway gateway(own, session);
  const std::unique_ptr<HttpServer> server = context.make_http_server({});
  const Result<std::uint16_t> port = server->start(gateway);
  if (!port) return tl::unexpected(port.error());
  session.port = *port;

  const ProxyAddress proxy{"http://127.0.0.1:" + std::to_string(*port),
                           std::string(session.token.reveal())};
  LaunchSettings settings(context);
  const Result<ForegroundRun> run = one_question(context, agent, *plan, proxy, settings);
  if (!run) return tl::unexpected(run.error());
  const Result<int> code = context.processes().run_foreground(*run, [] {});
  server->stop();
  ProbeResult result;
  result.words = take_file(run->output_file);
  if (!code) return tl::unexpected(code.error());
  const auto events = store.read({});
  if (!events->empty()) result.event = events->back();
  result.answered = *code == 0 && gave_answer(result.event);
  return result;
}

}  // namespace edgee

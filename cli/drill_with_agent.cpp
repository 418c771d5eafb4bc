#include "cli/drill_with_agent.h"

#include <memory>
#include <utility>

#include "cli/agent_launch.h"
#include "cli/drill_cast.h"
#include "cli/drill_home.h"
#include "core/agents/agent.h"
#include "core/base/text.h"

namespace edgee {
namespace {

// The agent's requests as the ledger saw them: one group of attempts each.
int count_requests(const std::vector<AttemptEvent>& ledger) {
  int requests = 0;
  std::string last;
  for (const AttemptEvent& event : ledger) {
    requests += event.request != last ? 1 : 0;
    last = event.request;
  }
  return requests;
}

}  // namespace

Result<void> agent_is_ready(Context& context, const std::string& name) {
  const Agent* agent = find_agent(name);
  if (agent == nullptr) {
    return fail("no agent is called \"" + name + "\"", "one of: " + join(drillable_agents(), ", "),
                kExitUsage);
  }
  if (context.processes().find_program(agent->program).empty()) {
    return fail(agent->profile.title + " is not installed", agent->install_hint);
  }
  return {};
}

Result<DrillRow> drill_with_agent(Context& context, const DrillPorts& ports, const Fault& fault,
                                  DialectId fallback, const std::string& name) {
  const Agent& agent = *find_agent(name);
  const DrillCast& cast = *find_drill_cast(name);
  const BrainScript brain = brain_for(cast);
  Result<std::unique_ptr<Stage>> stage =
      Stage::open(ports.servers, &fault, brain, fallback, cast.vendor);
  if (!stage) return tl::unexpected(stage.error());
  Result<std::unique_ptr<Rehearsal>> rehearsal = Rehearsal::open(ports, **stage, agent.profile);
  if (!rehearsal) return tl::unexpected(rehearsal.error());
  Result<std::unique_ptr<DrillHome>> home = DrillHome::make(context.random());
  if (!home) return tl::unexpected(home.error());

  const DrillEnvironment environment(context, cast, (*home)->path());
  const Result<LaunchPlan> plan =
      plan_launch(context, agent, {cast.arguments, (*home)->path(), (*home)->path()}, environment);
  if (!plan) return tl::unexpected(plan.error());
  LaunchSettings settings(context);
  Result<ForegroundRun> run = pointed_run(context, agent, *plan, (*rehearsal)->address(),
                                          {environment.all(), settings, ""});
  if (!run) return tl::unexpected(run.error());
  run->directory = (*home)->path();
  run->output_file = (*home)->output_file();
  run->error_file = (*home)->error_file();
  run->reads_nothing = true;
  const Result<int> code = context.processes().run_foreground(*run, [] {});
  if (!code) return tl::unexpected(code.error());
  const std::vector<AttemptEvent> ledger = (*rehearsal)->close();
  LoopResult loop = (*home)->read_traces(cast, *code);
  loop.requests = count_requests(ledger);
  return judge_drill(fault, fallback, brain, loop, ledger);
}

}  // namespace edgee

// Many agents at once through one proxy, in this process so that the thread sanitizer sees all of
// it: the server, the relay, the providers' side and the ledger.
#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "core/drill/drill.h"
#include "platform/clock.h"
#include "platform/http/agent_server.h"
#include "platform/http/scripted_server.h"
#include "platform/http/upstream.h"
#include "platform/random.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_processes.h"
#include "tests/support/fake_secret_store.h"

namespace edgee {
namespace {

constexpr std::size_t kStreams = 64;

struct Crowd {
  std::unique_ptr<Clock> clock = make_clock();
  std::unique_ptr<Random> random = make_random();
  std::unique_ptr<UpstreamClient> upstream = make_upstream_client({});
  std::unique_ptr<ScriptedServers> servers = make_scripted_servers();
  FakeSecretStore secrets;
  FakeEnvironment environment;
  FakeProcesses processes;
  Keyring keyring{secrets, environment, processes};
  DrillPorts ports{*clock,   *random, *upstream,
                   *servers, keyring, [] { return make_agent_server({}); }};

  std::vector<LoopResult> run(const std::string& base_url) {
    std::vector<LoopResult> results(kStreams);
    std::vector<std::jthread> agents;
    for (LoopResult& result : results) {
      agents.emplace_back(
          [this, &result, &base_url] { result = run_tool_loop(*upstream, *clock, base_url); });
    }
    agents.clear();
    return results;
  }
};

}  // namespace

TEST_SUITE("e2e/streams") {
  TEST_CASE("64 tool loops at once through a failing first step all come whole") {
    const BrainScript brain = drill_brain();
    for (const char* name : {"529 overloaded", "connection reset"}) {
      for (const DialectId dialect : {DialectId::anthropic_messages, DialectId::openai_chat}) {
        CAPTURE(name);
        Crowd crowd;
        auto stage = Stage::open(*crowd.servers, find_fault(name), brain, dialect);
        REQUIRE(stage);
        auto rehearsal = Rehearsal::open(crowd.ports, **stage, find_agent("claude")->profile);
        REQUIRE(rehearsal);
        const std::vector<LoopResult> results = crowd.run((*rehearsal)->base_url());
        const std::vector<AttemptEvent> ledger = (*rehearsal)->close();
        for (const LoopResult& result : results) {
          CHECK(result.problem.empty());
          CHECK(result.final_text == brain.final_text);
          CHECK(result.requests == brain.steps + 1);
          CHECK(result.tool_runs.size() == static_cast<std::size_t>(brain.steps));
        }
        const auto answered =
            std::count_if(ledger.begin(), ledger.end(),
                          [](const AttemptEvent& event) { return event.verdict == "done"; });
        CHECK(static_cast<std::size_t>(answered) ==
              kStreams * static_cast<std::size_t>(brain.steps + 1));
      }
    }
  }
}

}  // namespace edgee

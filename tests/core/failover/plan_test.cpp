#include "core/failover/plan.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_clock.h"

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

struct World {
  FakeClock clock;
  HealthBook health{clock};
  ModelInfo agent_model;
  ModelInfo small;
  std::vector<Step> steps{3};
  std::vector<Candidate> candidates;
  RequestFacts facts;

  World() {
    small.window = 32000;
    steps[0].target = {"agent", "", ""};
    steps[1].target = {"openrouter", "z-ai/glm-5", ""};
    steps[2].target = {"ollama", "qwen3-coder:30b", ""};
    for (int i = 0; i < 3; ++i) {
      candidates.push_back({i, &steps[static_cast<std::size_t>(i)], &agent_model, true,
                            steps[static_cast<std::size_t>(i)].target});
    }
    candidates[2].model = &small;
  }
  std::string order() {
    std::string text;
    for (const Candidate& candidate : plan_attempts(candidates, facts, health).attempts) {
      text += std::to_string(candidate.index);
    }
    return text;
  }
  void fail(int index, FailureFacts facts_of_failure) {
    Outcome outcome;
    outcome.failure = std::move(facts_of_failure);
    health.failed(candidates[static_cast<std::size_t>(index)].target, outcome, std::nullopt, "ill");
  }
};

FailureFacts overloaded() {
  FailureFacts facts;
  facts.kind = FailureKind::overloaded;
  return facts;
}

}  // namespace

TEST_SUITE("core/failover/plan") {
  TEST_CASE("healthy steps are asked in the order of the chain") {
    World world;
    CHECK(world.order() == "012");
  }

  TEST_CASE("a sick step comes last, and the plan says why") {
    World world;
    world.fail(0, overloaded());
    const Plan plan = plan_attempts(world.candidates, world.facts, world.health);
    REQUIRE(plan.attempts.size() == 3);
    CHECK(plan.attempts[2].index == 0);
    CHECK(plan.note == "agent rests: ill, for another 10 s");
  }

  TEST_CASE("a step that refuses until a known reset is left out, then probed once a minute") {
    World world;
    FailureFacts cap;
    cap.kind = FailureKind::plan_cap;
    cap.scope = Scope::account;
    cap.resets_at = world.clock.wall_now() + hours(30);
    world.fail(0, cap);
    CHECK(world.order() == "12");
    world.clock.advance(seconds(61));
    CHECK(world.order() == "120");
    world.clock.advance(hours(31));
    CHECK(world.order() == "012");
  }

  TEST_CASE("when every step refuses until a reset, they are asked all the same") {
    World world;
    for (int i = 0; i < 3; ++i) {
      FailureFacts cap;
      cap.kind = FailureKind::plan_cap;
      cap.scope = Scope::account;
      cap.resets_at = world.clock.wall_now() + hours(1);
      world.fail(i, cap);
    }
    CHECK(world.order() == "012");
  }

  TEST_CASE("a loop of tool calls stays with the step that answers it until the turn ends") {
    World world;
    world.facts.session = "s";
    world.facts.turn_start = false;
    world.fail(0, overloaded());
    world.health.loops().answered(world.facts, world.candidates[1].target);
    world.health.succeeded(world.candidates[0].target);
    const Plan plan = plan_attempts(world.candidates, world.facts, world.health);
    CHECK(plan.attempts.front().index == 1);
    CHECK(plan.note == "openrouter/z-ai/glm-5 goes on with the turn it answers");
    CHECK(world.order() == "102");
    world.facts.turn_start = true;
    CHECK(world.order() == "012");
  }

  TEST_CASE("a loop leaves its step when that falls ill, and probes nobody while it stays") {
    World world;
    world.facts.session = "s";
    world.facts.turn_start = false;
    world.health.loops().answered(world.facts, world.candidates[1].target);
    world.fail(0, overloaded());
    world.clock.advance(seconds(10));
    CHECK(world.order() == "120");
    CHECK(world.health.standing(world.candidates[0].target).fitness == Fitness::probe);
    world.health.succeeded(world.candidates[0].target);
    world.fail(1, overloaded());
    CHECK(world.order() == "021");
  }

  TEST_CASE("the step that is asked first probes, one behind a healthy step waits") {
    World world;
    world.fail(1, overloaded());
    world.clock.advance(seconds(10));
    CHECK(world.order() == "021");
    world.fail(0, overloaded());
    CHECK(world.order() == "120");
  }

  TEST_CASE("a step whose window is too small is skipped with the numbers") {
    World world;
    world.facts.estimated_input_tokens = 45000;
    const Plan plan = plan_attempts(world.candidates, world.facts, world.health);
    REQUIRE(plan.skipped.size() == 1);
    CHECK(plan.skipped[0].reason == "its window of 32k tokens is too small for about 45k");
  }

  TEST_CASE("images and tools are not sent to a model known to take none") {
    World world;
    world.small.window = 0;
    world.small.images = false;
    world.small.tools = false;
    world.agent_model.images = true;
    world.facts.has_images = true;
    CHECK(plan_attempts(world.candidates, world.facts, world.health).skipped[0].reason ==
          "takes no images");
    world.facts.has_images = false;
    world.facts.has_tools = true;
    CHECK(plan_attempts(world.candidates, world.facts, world.health).skipped[0].reason ==
          "takes no tools");
    world.candidates[2].model_known = false;
    CHECK(world.order() == "012");
  }

  TEST_CASE("the agent's own model is never skipped for what it can do") {
    World world;
    world.agent_model.window = 10;
    world.facts.estimated_input_tokens = 45000;
    world.candidates.resize(1);
    CHECK(world.order() == "0");
  }

  TEST_CASE("the first route that matches wins, and patterns may hold stars") {
    const std::vector<Route> routes{{"claude", "*haiku*", "", "cheap"},
                                    {"", "", "subagent", "sub"},
                                    {"codex", "", "", "codex"}};
    RequestFacts facts;
    facts.model = "claude-haiku-5-5";
    CHECK(route(routes, "claude", facts, "default") == "cheap");
    facts.model = "claude-opus-5-5";
    CHECK(route(routes, "claude", facts, "default") == "default");
    facts.request_class = "subagent";
    CHECK(route(routes, "claude", facts, "default") == "sub");
  }
}

TEST_SUITE("core/failover/health_book") {
  TEST_CASE("after the cool-down one caller probes and the others still see it sick") {
    World world;
    world.fail(0, overloaded());
    const Target target = world.candidates[0].target;
    CHECK(world.health.standing(target).fitness == Fitness::sick);
    world.clock.advance(seconds(10));
    CHECK(world.health.standing(target).fitness == Fitness::probe);
    CHECK(world.health.standing(target).fitness == Fitness::sick);
    world.health.succeeded(target);
    CHECK(world.health.standing(target).fitness == Fitness::healthy);
  }

  TEST_CASE("a probe whose agent left may be taken by somebody else") {
    World world;
    world.fail(0, overloaded());
    world.clock.advance(seconds(10));
    const Target target = world.candidates[0].target;
    CHECK(world.health.standing(target).fitness == Fitness::probe);
    world.health.released(target);
    CHECK(world.health.standing(target).fitness == Fitness::probe);
  }

  TEST_CASE("each failure in a row doubles the rest, up to ten minutes") {
    World world;
    const Target target = world.candidates[0].target;
    for (const int rest : {10, 20, 40, 80, 160, 320, 600, 600}) {
      world.fail(0, overloaded());
      CHECK(world.health.standing(target).remaining == seconds(rest));
      world.clock.advance(seconds(rest));
    }
  }

  TEST_CASE("a failure rests what it speaks of: the model, the account or the provider") {
    World world;
    const Target opus{"agent", "claude-opus-5-5", ""};
    const Target haiku{"agent", "claude-haiku-5-5", ""};
    Outcome outcome;
    outcome.failure = overloaded();
    world.health.failed(opus, outcome, std::nullopt, "ill");
    CHECK(world.health.standing(haiku).fitness == Fitness::healthy);
    outcome.failure->scope = Scope::account;
    world.health.failed(opus, outcome, std::nullopt, "ill");
    CHECK(world.health.standing(haiku).fitness == Fitness::sick);
    const Target other{"agent", "claude-haiku-5-5", "work"};
    CHECK(world.health.standing(other).fitness == Fitness::healthy);
    outcome.failure->scope = Scope::provider;
    world.health.failed(opus, outcome, std::nullopt, "ill");
    CHECK(world.health.standing(other).fitness == Fitness::sick);
  }

  TEST_CASE("a fault of the request alone rests nobody") {
    World world;
    FailureFacts facts;
    facts.kind = FailureKind::too_large;
    facts.scope = Scope::request;
    world.fail(0, facts);
    CHECK(world.health.standing(world.candidates[0].target).fitness == Fitness::healthy);
  }

  TEST_CASE("a chain without cool-downs forgets at once, but keeps the last words") {
    World world;
    Outcome outcome;
    outcome.status = 529;
    outcome.body = "Overloaded";
    outcome.failure = overloaded();
    const Target target = world.candidates[0].target;
    world.health.failed(target, outcome, seconds(0), "ill");
    CHECK(world.health.standing(target).fitness == Fitness::healthy);
    REQUIRE(world.health.last_failure(target));
    CHECK(world.health.last_failure(target)->body == "Overloaded");
  }
}

}  // namespace edgee

#include "core/failover/loop_memory.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

RequestFacts in_loop(const std::string& session) {
  RequestFacts facts;
  facts.session = session;
  facts.model = "m";
  facts.turn_start = false;
  return facts;
}

const Target kSecond{"openrouter", "z-ai/glm-5", ""};

}  // namespace

TEST_SUITE("core/failover/loop_memory") {
  TEST_CASE("a loop is known by its session, class and model, and ends with the turn") {
    LoopMemory memory;
    RequestFacts facts = in_loop("s");
    CHECK_FALSE(memory.current(facts));
    memory.answered(facts, kSecond);
    CHECK(memory.current(facts) == kSecond);
    facts.turn_start = true;
    CHECK_FALSE(memory.current(facts));
    facts.turn_start = false;
    facts.request_class = "subagent";
    CHECK_FALSE(memory.current(facts));
    facts = in_loop("s");
    facts.model = "other";
    CHECK_FALSE(memory.current(facts));
  }

  TEST_CASE("an agent that names no session has no loops") {
    LoopMemory memory;
    memory.answered(in_loop(""), kSecond);
    CHECK_FALSE(memory.current(in_loop("")));
  }

  TEST_CASE("the conversation that was silent for longest is forgotten first") {
    LoopMemory memory;
    memory.answered(in_loop("first"), kSecond);
    memory.answered(in_loop("second"), kSecond);
    for (std::size_t i = 2; i < LoopMemory::kMost; ++i)
      memory.answered(in_loop(std::to_string(i)), kSecond);
    memory.answered(in_loop("first"), kSecond);
    memory.answered(in_loop("one more"), kSecond);
    CHECK(memory.current(in_loop("first")));
    CHECK_FALSE(memory.current(in_loop("second")));
  }
}

}  // namespace edgee

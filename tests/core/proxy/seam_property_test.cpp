// Sessions by chance over the real gateway: whatever breaks and wherever, the agent keeps exactly
// the intended text, runs each tool once, and gets a stream that its kind can read.
#include <cstdlib>
#include <functional>
#include <iostream>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "tests/core/proxy/seam_case.h"
#include "tests/support/dice.h"

namespace edgee {
namespace {

constexpr std::size_t kMostShown = 5;

// EDGEE_SEAM_SEED=N runs that one case and tells all of it.
std::uint64_t only_seed() {
  const char* given = std::getenv("EDGEE_SEAM_SEED");
  return given == nullptr ? 0 : std::strtoull(given, nullptr, 10);
}

void tell(const SeamCase& given, const SeamResult& result, bool all) {
  std::cout << describe(given) << ":\n  " << join(result.complaints, "\n  ") << '\n';
  if (!all) return;
  for (const std::string& line : result.story)
    std::cout << "  " << line << '\n';
}

using Fix = std::function<void(SeamCase&)>;

// Seeds first .. first + count - 1. Gives the number of failed cases.
std::size_t run_cases(std::uint64_t first, std::uint64_t count,
                      std::span<const model::Cause> causes, const Fix& fix) {
  if (only_seed() != 0) {
    first = only_seed();
    count = 1;
  }
  std::size_t failed = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    SeamCase given = make_seam_case(seed, causes);
    fix(given);
    const SeamResult result = run_seam_case(given);
    if (result.complaints.empty() && only_seed() == 0) continue;
    if (!result.complaints.empty()) ++failed;
    if (failed <= kMostShown) tell(given, result, only_seed() != 0);
  }
  std::cout << failed << " of " << count << " cases failed\n";
  return failed;
}

// The providers of agents of other dialects than Messages speak any dialect.
void speak_anything(SeamCase& given) {
  Dice dice(given.seed ^ 0xd1a1ec7U);
  for (DialectId* const dialect : {&given.first, &given.second, &given.third})
    *dialect = kDialects.at(dice.below(kDialects.size()));
}

std::size_t run_anywhere(std::uint64_t first, std::uint64_t count, const Fix& fix) {
  std::vector<model::Cause> causes(model::kMidCauses.begin(), model::kMidCauses.end());
  causes.insert(causes.end(), model::kEarlyCauses.begin(), model::kEarlyCauses.end());
  causes.push_back(model::Cause::oversized_event);
  return run_cases(first, count, causes, fix);
}

// Sessions of one kind of agent, whose second provider speaks one dialect.
std::size_t run_quarter(std::uint64_t first, AgentKind agent, DialectId second) {
  constexpr std::uint64_t kCount = 2500;
  return run_anywhere(first, kCount, [agent, second](SeamCase& given) {
    given.agent = agent;
    given.second = second;
  });
}

// Sessions of one kind of agent, whose providers speak any dialect.
std::size_t run_mixed(std::uint64_t first, AgentKind agent) {
  constexpr std::uint64_t kCount = 1000;
  return run_anywhere(first, kCount, [agent](SeamCase& given) {
    given.agent = agent;
    speak_anything(given);
  });
}

}  // namespace

TEST_SUITE("core/proxy/seam_property") {
  TEST_CASE("sessions by chance survive faults before the content") {
    CHECK(run_cases(1, 1000, model::kEarlyCauses, [](SeamCase&) {}) == 0);
  }

  TEST_CASE("Claude Code keeps its session through faults anywhere, from Messages to Messages") {
    CHECK(run_quarter(1, AgentKind::claude_code, DialectId::anthropic_messages) == 0);
  }
  TEST_CASE("Claude Code keeps its session through faults anywhere, from Messages to Chat") {
    CHECK(run_quarter(2501, AgentKind::claude_code, DialectId::openai_chat) == 0);
  }
  TEST_CASE("an SDK keeps its session through faults anywhere, from Messages to Messages") {
    CHECK(run_quarter(5001, AgentKind::sdk, DialectId::anthropic_messages) == 0);
  }
  TEST_CASE("an SDK keeps its session through faults anywhere, from Messages to Chat") {
    CHECK(run_quarter(7501, AgentKind::sdk, DialectId::openai_chat) == 0);
  }
  TEST_CASE("Claude Code keeps its session among providers of all dialects") {
    CHECK(run_mixed(10'001, AgentKind::claude_code) == 0);
  }
  TEST_CASE("Codex keeps its session among providers of all dialects") {
    CHECK(run_mixed(11'001, AgentKind::codex) == 0);
  }
  TEST_CASE("a Chat client keeps its session among providers of all dialects") {
    CHECK(run_mixed(12'001, AgentKind::chat_client) == 0);
  }
  TEST_CASE("a Gemini client keeps its session among providers of all dialects") {
    CHECK(run_mixed(13'001, AgentKind::gemini_client) == 0);
  }
}

}  // namespace edgee

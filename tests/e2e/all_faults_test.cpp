// A real agent through every fault that its vendor knows, with a fallback of each dialect.
// tests/agents/all_faults runs it.
#include <atomic>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/play_agents.h"

namespace edgee::play {
namespace {

constexpr int kAtOnce = 2;

struct Row {
  const Fault* fault;
  DialectId fallback;
};

std::vector<Row> rows_for(const RealAgent& agent) {
  std::vector<Row> rows;
  for (const Fault& fault : fault_table()) {
    if (!befalls(fault, agent.dialect)) continue;
    rows.push_back({&fault, DialectId::anthropic_messages});
    rows.push_back({&fault, DialectId::openai_chat});
  }
  return rows;
}

bool run_row(const RealAgent& agent, const Row& row, std::mutex& printing) {
  const std::vector<std::string> complaints = survive(agent, *row.fault, row.fallback);
  const std::lock_guard lock(printing);
  std::cout << (complaints.empty() ? "survived  " : "FAILED    ") << row.fault->name << " -> "
            << to_string(row.fallback) << '\n';
  for (const std::string& complaint : complaints)
    std::cout << "          " << complaint << '\n';
  std::cout.flush();
  return complaints.empty();
}

void check_all_survived(const RealAgent& agent) {
  if (skip_without(agent, "every fault")) return;
  const std::vector<Row> rows = rows_for(agent);
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> survived{0};
  std::mutex printing;
  const auto work = [&] {
    for (std::size_t at = next++; at < rows.size(); at = next++) {
      if (run_row(agent, rows[at], printing)) ++survived;
    }
  };
  std::vector<std::jthread> workers;
  for (int i = 0; i < kAtOnce; ++i)
    workers.emplace_back(work);
  workers.clear();
  std::cout << survived << " of " << rows.size() << " survived\n";
  CHECK(survived == rows.size());
}

}  // namespace

TEST_SUITE("e2e/all_faults") {
  TEST_CASE("Claude Code outlives every fault in both dialects" * doctest::skip()) {
    check_all_survived(claude_agent());
  }
  TEST_CASE("Codex outlives every fault in both dialects" * doctest::skip()) {
    check_all_survived(codex_agent_of_npm());
  }
  TEST_CASE("OpenCode outlives every fault in both dialects" * doctest::skip()) {
    check_all_survived(opencode_agent_of_npm());
  }
}

}  // namespace edgee::play

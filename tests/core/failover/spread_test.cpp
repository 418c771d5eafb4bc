#include "core/failover/spread.h"

#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

namespace edgee {
namespace {

constexpr int kSessions = 10'000;

Step step_to(const char* provider, int group, int weight = 1, const char* credential = "") {
  Step step;
  step.target = {provider, "glm-5", credential};
  step.group = group;
  step.weight = weight;
  return step;
}

Chain chain_of(std::vector<Step> steps) {
  Chain chain;
  chain.steps = std::move(steps);
  return chain;
}

// As sessions are named by their agents.
std::string session(int n) {
  return "0193f1c2-7a3e-4b5d-9c8e-" + std::to_string(100'000'000'000 + n);
}

const Step& first_of(const Chain& chain, int n) {
  return chain.steps.at(order_for_session(chain, session(n)).front());
}

// The share of sessions that each member is the first for, by provider and credential.
std::map<std::string, double> shares_of(const Chain& chain) {
  std::map<std::string, double> shares;
  for (int n = 0; n < kSessions; ++n) {
    const Target& target = first_of(chain, n).target;
    shares[target.provider + target.credential] += 1.0 / kSessions;
  }
  return shares;
}

}  // namespace

TEST_SUITE("core/failover/spread") {
  TEST_CASE("without groups the order is the chain's") {
    const Chain chain = chain_of({step_to("a", 0), step_to("b", 0), step_to("c", 0)});
    for (int n = 0; n < 100; ++n)
      CHECK(order_for_session(chain, session(n)) == std::vector<std::size_t>{0, 1, 2});
    CHECK(order_for_session(Chain(), "s").empty());
  }

  TEST_CASE("groups and the steps between them stay where they stand") {
    const Chain chain = chain_of({step_to("agent", 0), step_to("a", 1), step_to("b", 1),
                                  step_to("c", 2), step_to("d", 2), step_to("e", 0)});
    std::set<std::vector<std::size_t>> seen;
    for (int n = 0; n < 200; ++n) {
      const auto order = order_for_session(chain, session(n));
      REQUIRE(order.size() == 6);
      CHECK(order[0] == 0);
      CHECK(order[1] + order[2] == 3);
      CHECK(order[3] + order[4] == 7);
      CHECK(order[5] == 5);
      seen.insert(order);
    }
    CHECK(seen.size() == 4);
  }

  TEST_CASE("sessions are shared out by weight, within 2 %") {
    const Chain chain = chain_of({step_to("a", 1), step_to("b", 1, 3), step_to("c", 1, 4)});
    const auto shares = shares_of(chain);
    CHECK(shares.at("a") == doctest::Approx(0.125).epsilon(0.02 / 0.125));
    CHECK(shares.at("b") == doctest::Approx(0.375).epsilon(0.02 / 0.375));
    CHECK(shares.at("c") == doctest::Approx(0.5).epsilon(0.02 / 0.5));
  }

  TEST_CASE("two keys for one model are two members") {
    const Chain chain =
        chain_of({step_to("openrouter", 1), step_to("openrouter", 1, 1, "openrouter/work")});
    const auto shares = shares_of(chain);
    CHECK(shares.at("openrouter") == doctest::Approx(0.5).epsilon(0.04));
    CHECK(shares.at("openrouteropenrouter/work") == doctest::Approx(0.5).epsilon(0.04));
  }

  TEST_CASE("a session keeps its order, wherever its members are written") {
    const Chain chain = chain_of({step_to("a", 1), step_to("b", 1), step_to("c", 1)});
    const Chain turned = chain_of({step_to("c", 1), step_to("a", 1), step_to("b", 1)});
    for (int n = 0; n < 200; ++n) {
      CHECK(order_for_session(chain, session(n)) == order_for_session(chain, session(n)));
      CHECK(first_of(chain, n).target == first_of(turned, n).target);
    }
  }

  TEST_CASE("the same in every build: sessions outlive processes") {
    const Chain chain = chain_of({step_to("a", 1), step_to("b", 1), step_to("c", 1)});
    std::string firsts;
    for (int n = 0; n < 16; ++n)
      firsts += first_of(chain, n).target.provider;
    CHECK(firsts == "baacbaacbacbabbc");
  }

  TEST_CASE("a new member takes its share and moves nobody else") {
    const Chain before = chain_of({step_to("a", 1), step_to("b", 1), step_to("c", 1)});
    const Chain after =
        chain_of({step_to("a", 1), step_to("b", 1), step_to("c", 1), step_to("d", 1)});
    int moved = 0;
    for (int n = 0; n < kSessions; ++n) {
      const Target& now = first_of(after, n).target;
      if (now == first_of(before, n).target) continue;
      CHECK(now.provider == "d");
      ++moved;
    }
    CHECK(moved / double{kSessions} == doctest::Approx(0.25).epsilon(0.08));
  }

  TEST_CASE("a greater weight draws sessions to its member only") {
    const Chain before = chain_of({step_to("a", 1), step_to("b", 1), step_to("c", 1)});
    const Chain after = chain_of({step_to("a", 1), step_to("b", 1, 2), step_to("c", 1)});
    for (int n = 0; n < kSessions; ++n) {
      const Target& now = first_of(after, n).target;
      if (now == first_of(before, n).target) continue;
      CHECK(now.provider == "b");
    }
  }

  TEST_CASE("members that rest come behind the others of their group, before the next step") {
    const Chain chain =
        chain_of({step_to("a", 1), step_to("b", 1), step_to("c", 1), step_to("d", 0)});
    const auto rests = [](const Step& step) { return step.target.provider == "b"; };
    for (int n = 0; n < 200; ++n) {
      const auto order = order_for_session(chain, session(n), rests);
      CHECK(order[2] == 1);
      CHECK(order[3] == 3);
      // The others keep their order.
      auto all = order_for_session(chain, session(n));
      std::erase(all, std::size_t{1});
      CHECK(std::vector<std::size_t>{order[0], order[1]} ==
            std::vector<std::size_t>{all[0], all[1]});
    }
  }
}

}  // namespace edgee

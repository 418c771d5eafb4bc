#include "core/failover/latency_book.h"

#include <string>
#include <thread>

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Target kGlm{"zai", "glm-5", ""};

void add_many(LatencyBook& book, const Target& target, int from, int to) {
  for (int ms = from; ms <= to; ++ms)
    book.add(target, milliseconds(ms));
}

Chain hedged(Hedge hedge) {
  Chain chain;
  chain.hedge = hedge;
  return chain;
}

}  // namespace

TEST_SUITE("core/failover/latency_book") {
  TEST_CASE("a quantile is the time that so many answers stayed within") {
    LatencyBook book;
    add_many(book, kGlm, 1, 100);
    CHECK(book.quantile(kGlm, 0.5) == milliseconds(50));
    CHECK(book.quantile(kGlm, 0.95) == milliseconds(95));
    CHECK(book.quantile(kGlm, 0.99) == milliseconds(99));
    CHECK(book.quantile(kGlm, 1) == milliseconds(100));
    CHECK(book.quantile(kGlm, 0) == milliseconds(1));
  }

  TEST_CASE("nothing is said of a target with fewer than 20 answers") {
    LatencyBook book;
    CHECK_FALSE(book.quantile(kGlm, 0.95));
    add_many(book, kGlm, 1, 19);
    CHECK_FALSE(book.quantile(kGlm, 0.95));
    add_many(book, kGlm, 20, 20);
    CHECK(book.quantile(kGlm, 0.95) == milliseconds(19));
  }

  TEST_CASE("only the last 200 count, the oldest go first") {
    LatencyBook book;
    add_many(book, kGlm, 10'001, 10'200);
    add_many(book, kGlm, 1, 199);
    CHECK(book.quantile(kGlm, 1) == milliseconds(10'200));
    add_many(book, kGlm, 200, 200);
    CHECK(book.quantile(kGlm, 1) == milliseconds(200));
  }

  TEST_CASE("the ledger's attempts are taken over, each of the agent's models by itself") {
    std::vector<AttemptEvent> events(60);
    for (std::size_t i = 0; i < events.size(); ++i) {
      AttemptEvent& event = events[i];
      event.target = i % 3 == 0 ? "agent" : "zai/glm-5";
      event.model = i % 3 == 0 ? "claude-opus-5-5" : "glm-5";
      if (i % 3 != 2) event.first_content = milliseconds(i);
    }
    LatencyBook book;
    book.add(events);
    CHECK(book.quantile(kGlm, 1) == milliseconds(58));
    CHECK(book.quantile({"agent", "claude-opus-5-5", ""}, 1) == milliseconds(57));
    CHECK_FALSE(book.quantile({"agent", "claude-haiku-4-5", ""}, 1));
  }

  TEST_CASE("of very many targets those asked last are remembered") {
    LatencyBook book;
    for (int n = 0; n < 1000; ++n)
      add_many(book, {"p", std::to_string(n), ""}, 1, 20);
    CHECK_FALSE(book.quantile({"p", "0", ""}, 1));
    CHECK_FALSE(book.quantile({"p", "935", ""}, 1));
    CHECK(book.quantile({"p", "936", ""}, 1));
    CHECK(book.quantile({"p", "999", ""}, 1));
  }

  TEST_CASE("a hedge waits its fixed time, or what the target's own times say") {
    LatencyBook book;
    add_many(book, kGlm, 1, 100);
    const Chain fixed = hedged({.after = seconds(3), .quantile = 0});
    const Chain learned = hedged({.after = {}, .quantile = 0.95});
    CHECK(hedge_after(fixed, book, kGlm, 0) == seconds(3));
    CHECK(hedge_after(fixed, book, {"new", "x", ""}, 0) == seconds(3));
    CHECK(hedge_after(learned, book, kGlm, 0) == milliseconds(95));
    CHECK_FALSE(hedge_after(learned, book, {"new", "x", ""}, 0));
    CHECK_FALSE(hedge_after(Chain(), book, kGlm, 0));
  }

  TEST_CASE("no hedge once the day's money for them is spent") {
    const LatencyBook book;
    Chain chain = hedged({.after = seconds(3), .quantile = 0});
    CHECK(hedge_after(chain, book, kGlm, 0.99));
    CHECK_FALSE(hedge_after(chain, book, kGlm, 1.0));
    chain.hedge_daily = 0;
    CHECK_FALSE(hedge_after(chain, book, kGlm, 0));
  }

  TEST_CASE("many threads may add and ask at once") {
    LatencyBook book;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&book, i] {
          for (int n = 0; n < 300; ++n) {
            book.add({"p", std::to_string(i), ""}, milliseconds(n));
            (void)book.quantile({"p", "0", ""}, 0.5);
          }
        });
      }
    }
    CHECK(book.quantile({"p", "3", ""}, 1) == milliseconds(299));
  }
}

}  // namespace edgee

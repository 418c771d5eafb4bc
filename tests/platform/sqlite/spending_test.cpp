#include "platform/sqlite/spending.h"

#include <chrono>

#include <doctest/doctest.h>

#include "tests/platform/sqlite/store_world.h"

namespace edgee {
namespace {

const WallTime kMidnight{std::chrono::seconds(1'800'000'000 - 8 * 3600)};

AttemptEvent paid(WallTime at, double usd, const char* target = "zai/glm-5.3") {
  AttemptEvent event = event_named("r");
  event.at = at;
  event.launch = "L2";
  event.chain = "default";
  event.target = target;
  event.cost_usd = usd;
  return event;
}

double sum(const Result<SpendAnswer>& answer) {
  double usd = 0;
  if (!answer) return -1;
  for (const SpendRow& row : answer->rows)
    usd += row.usd;
  return usd;
}

}  // namespace

TEST_SUITE("platform/sqlite/spending") {
  TEST_CASE("sums stand by quarter, provider and chain") {
    StoreWorld world;
    const auto store = world.open();
    store->append(paid(kMidnight, 1));
    store->append(paid(kMidnight + std::chrono::minutes(14), 2, "zai/other"));
    store->append(paid(kMidnight + std::chrono::minutes(15), 4));
    AttemptEvent second = paid(kMidnight, 8, "agent");
    second.verdict = "outrun";
    store->append(second);
    store->flush();
    const auto answer = make_spending(world.file, world.clock)->read({kMidnight, 0, ""});
    REQUIRE(answer);
    CHECK(answer->last_id == 4);
    REQUIRE(answer->rows.size() == 3);
    CHECK(answer->rows[0].provider == "agent");
    CHECK(answer->rows[1].provider == "zai");
    CHECK(answer->rows[0].second_usd == 8);
    CHECK(answer->rows[1].usd == 3);
    CHECK(answer->rows[1].second_usd == 0);
    CHECK(answer->rows[1].chain == "default");
    CHECK(answer->rows[1].quarter == kMidnight);
    CHECK(answer->rows[2].quarter == kMidnight + std::chrono::minutes(15));
  }

  TEST_CASE("older attempts, an own launch's and those without a price are left out") {
    StoreWorld world;
    const auto store = world.open();
    store->append(paid(kMidnight - Duration(1), 1));
    AttemptEvent own = paid(kMidnight, 2);
    own.launch = "L1";
    store->append(own);
    AttemptEvent unpriced = paid(kMidnight, 4);
    unpriced.cost_usd.reset();
    store->append(unpriced);
    store->append(paid(kMidnight, 8));
    store->flush();
    CHECK(sum(make_spending(world.file, world.clock)->read({kMidnight, 0, "L1"})) == 8);
  }

  TEST_CASE("later readings give only what was written since") {
    StoreWorld world;
    const auto store = world.open();
    const auto spending = make_spending(world.file, world.clock);
    CHECK(sum(spending->read({kMidnight, 0, ""})) == 0);  // there is no ledger yet
    store->append(paid(kMidnight, 1));
    store->flush();
    const auto first = spending->read({kMidnight, 0, ""});
    CHECK(sum(first) == 1);
    CHECK(sum(spending->read({kMidnight, first->last_id, ""})) == 0);
    store->append(paid(kMidnight, 2));
    store->append(paid(kMidnight - Duration(1), 4));
    store->flush();
    const auto second = spending->read({kMidnight, first->last_id, ""});
    CHECK(sum(second) == 2);
    CHECK(second->last_id == 3);
  }

  TEST_CASE("a month of a busy ledger is read once, and what is new within milliseconds") {
    StoreWorld world;
    const auto store = world.open();
    constexpr int kRows = 40'000;
    for (int i = 0; i < kRows; ++i) {
      store->append(paid(kMidnight + std::chrono::seconds(i * 50), 0.01));
      if (i % 2000 == 1999) store->flush();
    }
    store->flush();
    const auto spending = make_spending(world.file, world.clock);
    const auto began = std::chrono::steady_clock::now();
    const auto first = spending->read({kMidnight, 0, "L1"});
    const auto read = std::chrono::steady_clock::now();
    CHECK(sum(first) == doctest::Approx(kRows * 0.01));
    store->append(paid(kMidnight, 1));
    store->flush();
    const auto again = std::chrono::steady_clock::now();
    CHECK(sum(spending->read({kMidnight, first->last_id, "L1"})) == 1);
    const auto done = std::chrono::steady_clock::now();
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    MESSAGE("a month: ", duration_cast<microseconds>(read - began).count(),
            " us; what is new: ", duration_cast<microseconds>(done - again).count(), " us");
  }

  TEST_CASE("a file that is no ledger is an error and no crash") {
    StoreWorld world;
    { const auto store = world.open(); }
    const auto made = make_spending(EDGEE_SOURCE_DIR "/README.md", world.clock);
    CHECK_FALSE(made->read({kMidnight, 0, ""}));
  }
}

}  // namespace edgee

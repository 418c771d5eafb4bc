#include "core/failover/budget_book.h"

#include <thread>

#include <doctest/doctest.h>

#include "tests/support/fake_calendar.h"
#include "tests/support/fake_clock.h"

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// What the ledger holds, as rows behind one another.
class FakeSpending : public Spending {
 public:
  [[nodiscard]] Result<SpendAnswer> read(const SpendQuery& query) override {
    const std::lock_guard lock(mutex_);
    queries.push_back(query);
    if (broken) return fail("the disk is gone");
    SpendAnswer answer;
    answer.last_id = static_cast<std::int64_t>(rows.size());
    for (auto at = static_cast<std::size_t>(query.after_id); at < rows.size(); ++at) {
      if (rows[at].quarter >= query.since) answer.rows.push_back(rows[at]);
    }
    return answer;
  }

  std::vector<SpendRow> rows;
  std::vector<SpendQuery> queries;
  bool broken = false;

 private:
  std::mutex mutex_;
};

struct World {
  FakeClock clock;  // Friday 2027-01-15 08:00 UTC
  FakeCalendar calendar;
  FakeSpending ledger;
  BudgetBook book{clock, calendar, ledger, "L1"};
  std::vector<BudgetRule> rules{{.provider = "zai", .chain = {}, .daily = 5}};

  void others(WallTime at, double usd) { ledger.rows.push_back({at, "zai", "default", usd, 0}); }
  std::string own(std::optional<double> usd, const char* target = "zai/glm-5.3") {
    AttemptEvent event;
    event.at = clock.wall_now();
    event.target = target;
    event.chain = "default";
    event.cost_usd = usd;
    event.usage.output = 10;
    return book.record(rules, event);
  }
  [[nodiscard]] bool reached() { return book.check(rules, {"zai", "default"}).has_value(); }
  [[nodiscard]] Spent spent() {
    const auto all = book.spent();
    return all.empty() ? Spent{} : all.front().usd;
  }
};

}  // namespace

TEST_SUITE("core/failover/budget_book") {
  TEST_CASE("own spending counts at once, that of others within 30 s") {
    World world;
    CHECK_FALSE(world.reached());
    CHECK(world.own(2.0).empty());
    world.others(world.clock.wall_now(), 3.0);
    CHECK_FALSE(world.reached());
    world.clock.advance(seconds(31));
    CHECK(world.reached());
    CHECK(world.spent().day == doctest::Approx(5));
  }

  TEST_CASE("the ledger is asked for each row once, without this run's own") {
    World world;
    world.others(world.clock.wall_now() - hours(1), 1.0);
    CHECK(world.spent().day == doctest::Approx(1));
    for (int i = 0; i < 100; ++i)
      CHECK_FALSE(world.reached());
    world.clock.advance(seconds(31));
    world.others(world.clock.wall_now(), 1.0);
    CHECK(world.spent().day == doctest::Approx(2));
    REQUIRE(world.ledger.queries.size() == 2);
    CHECK(world.ledger.queries[0].except_launch == "L1");
    CHECK(world.ledger.queries[0].after_id == 0);
    CHECK(world.ledger.queries[1].after_id == 1);
  }

  TEST_CASE("what was spent before the day began counts for the week or the month only") {
    World world;
    const auto day = world.calendar.span_of(CalendarUnit::day, world.clock.wall_now());
    world.others(day.begin - minutes(15), 1.0);
    world.others(day.begin, 2.0);
    world.others(day.begin - hours(24 * 7), 4.0);
    world.others(day.begin - hours(24 * 20), 100.0);  // last month
    CHECK(world.spent().day == doctest::Approx(2));
    CHECK(world.spent().week == doctest::Approx(3));
    CHECK(world.spent().month == doctest::Approx(7));
  }

  TEST_CASE("at midnight the day's budget opens again and the week's goes on") {
    World world;
    world.own(5.0);
    CHECK(world.reached());
    const auto day = world.calendar.span_of(CalendarUnit::day, world.clock.wall_now());
    CHECK(world.book.check(world.rules, {"zai", "default"})->opens_at == day.end);
    world.clock.set_wall(day.end - Duration(1));
    CHECK(world.reached());
    world.clock.set_wall(day.end);
    CHECK_FALSE(world.reached());
    CHECK(world.spent().day == 0);
    CHECK(world.spent().week == doctest::Approx(5));
    world.clock.set_wall(world.calendar.span_of(CalendarUnit::week, day.end).end);
    CHECK(world.spent().week == 0);
    CHECK(world.spent().month == doctest::Approx(5));
  }

  TEST_CASE("answers that came second are summed over all sessions, until midnight") {
    World world;
    AttemptEvent second;
    second.at = world.clock.wall_now();
    second.target = "zai/glm-5.3";
    second.verdict = "outrun";
    second.cost_usd = 0.5;
    CHECK(world.book.record(world.rules, second).empty());
    world.own(3.0);
    CHECK(world.book.second_today() == doctest::Approx(0.5));
    world.ledger.rows.push_back({world.clock.wall_now(), "zai", "default", 2.0, 0.25});
    world.clock.advance(seconds(31));
    CHECK(world.book.second_today() == doctest::Approx(0.75));
    world.clock.set_wall(world.calendar.span_of(CalendarUnit::day, world.clock.wall_now()).end);
    CHECK(world.book.second_today() == 0);
  }

  TEST_CASE("an attempt that began before midnight counts for the day it began on") {
    World world;
    const auto day = world.calendar.span_of(CalendarUnit::day, world.clock.wall_now());
    AttemptEvent event;
    event.at = day.end - seconds(1);
    event.target = "zai/glm-5.3";
    event.cost_usd = 1.0;
    world.clock.set_wall(day.end + seconds(5));
    CHECK(world.book.record(world.rules, event).empty());
    CHECK(world.spent().day == 0);
    CHECK(world.spent().week == doctest::Approx(1));
  }

  TEST_CASE("a clock that is put back counts the day before again") {
    World world;
    world.own(5.0);
    const WallTime today = world.clock.wall_now();
    world.clock.set_wall(today + hours(24));
    CHECK_FALSE(world.reached());
    world.clock.set_wall(today);
    CHECK(world.reached());
  }

  TEST_CASE("a ledger that cannot be read leaves what is known and is asked again later") {
    World world;
    world.own(1.0);
    world.ledger.broken = true;
    CHECK(world.spent().day == doctest::Approx(1));
    world.others(world.clock.wall_now(), 1.0);
    world.ledger.broken = false;
    world.clock.advance(seconds(31));
    CHECK(world.spent().day == doctest::Approx(2));
  }

  TEST_CASE("an unknown price counts as nothing and is said once") {
    World world;
    CHECK(world.own({}) == "the price of zai/glm-5.3 is unknown, so the budget counts it as $0");
    CHECK(world.own({}).empty());
    CHECK(world.own({}, "groq/x").empty());  // no budget covers it
    CHECK(world.spent().day == 0);
  }

  TEST_CASE("without rules nothing is read") {
    World world;
    CHECK_FALSE(world.book.check({}, {"zai", "default"}));
    CHECK_FALSE(world.book.check(world.rules, {"ollama", "default", true}));
    CHECK(world.ledger.queries.empty());
  }

  TEST_CASE("many threads may spend and ask at once") {
    World world;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&world] {
          for (int n = 0; n < 500; ++n) {
            (void)world.own(0.01);
            (void)world.reached();
          }
        });
      }
    }
    CHECK(world.spent().day == doctest::Approx(20));
  }
}

}  // namespace edgee

// Many edgee at once on one state, and those that are killed in the middle.
#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "tests/platform/sqlite/health_world.h"
#include "tests/support/in_child.h"
#include "tests/support/until.h"

namespace edgee {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

std::string integrity(HealthWorld& world) {
  auto database = Database::open(world.file, OpenMode::read_write, world.clock);
  if (!database) return database.error().words;
  Statement check = database->prepare("PRAGMA integrity_check");
  const auto row = check.step();
  return row ? check.text(0) : row.error().words;
}

// What a session does to health, over and over.
void live(HealthBook& book, HealthStore& store, int times) {
  for (int i = 0; i < times; ++i) {
    book.refresh();
    if (book.standing(kIll).fitness == Fitness::probe && i % 3 == 0) book.released(kIll);
    book.failed(kIll, failed_answer(), Duration(1), "ill");
    if (i % 7 == 0) book.succeeded(kIll);
    if (i % 5 == 0) store.flush();
  }
}

// The longest that a nap of 1 ms took: on a busy machine that is no lock's fault. A thread, because
// the store's own naps may fall anywhere.
class Starvation {
 public:
  explicit Starvation(Clock& clock)
      : watcher_([this, &clock](const std::stop_token& stop) {
          TimePoint before = clock.now();
          while (clock.sleep(Duration(1), stop)) {
            const TimePoint now = clock.now();
            longest_ = std::max(longest_, std::chrono::ceil<Duration>(now - before));
            before = now;
          }
        }) {}
  [[nodiscard]] Duration stop() {
    watcher_.request_stop();
    watcher_.join();
    return longest_;
  }

 private:
  Duration longest_{0};
  std::jthread watcher_;
};

// "<longest wait for the lock> <starved>", in ms.
std::string count_to_thirty(HealthWorld& world) {
  const auto clock = make_clock();
  std::atomic<Duration::rep> longest = 0;
  Starvation starvation(*clock);
  {
    const auto store = make_health_store({.file = world.file, .longest_wait = &longest}, *clock);
    for (int i = 0; i < 30; ++i) {
      store->change(kScope, [](HealthEntry& entry) { ++entry.failures; });
      (void)store->news();
      (void)store->lease({kScope, std::to_string(::getpid()), WallTime(), minutes(2)});
      if (i % 3 == 0) store->flush();
      clock->sleep(Duration(20), {});
    }
    // Twenty at once on a slow machine: a flush gives up when the others hold the lock for too
    // long.
    for (int i = 0; i < 20; ++i)
      store->flush();
  }
  return std::to_string(longest.load()) + " " + std::to_string(starvation.stop().count());
}

}  // namespace

TEST_SUITE("platform/sqlite/health_processes") {
  TEST_CASE("two and twenty processes count at once, lose nothing and wait for nobody") {
    for (const int processes : {2, 20}) {
      CAPTURE(processes);
      HealthWorld world;
      world.fill();
      std::vector<std::unique_ptr<InChild>> children;
      for (int p = 0; p < processes; ++p) {
        children.push_back(std::make_unique<InChild>([&world] { return count_to_thirty(world); }));
      }
      Duration::rep longest = 0;
      Duration::rep starved = 0;
      for (const auto& child : children) {
        const std::string answer = child->answer();
        const std::vector<std::string_view> numbers = split(answer, ' ');
        REQUIRE(numbers.size() == 2);
        longest = std::max<Duration::rep>(longest, parse_number(numbers[0]));
        starved = std::max<Duration::rep>(starved, parse_number(numbers[1]));
      }
      CAPTURE(starved);
      CHECK(longest <= 50 + starved);
      const auto store = world.open();
      const auto entry = entry_of(*store, kScope);
      REQUIRE(entry);
      CHECK(entry->failures == 1 + processes * 30);
      CHECK(store->trouble().empty());
    }
  }

  TEST_CASE("of two and twenty processes that could probe at once, one does") {
    for (const int processes : {2, 20}) {
      for (int round = 0; round < 3; ++round) {
        CAPTURE(processes);
        CAPTURE(round);
        HealthWorld world;
        {
          const auto clock = make_clock();
          const auto store =
              make_health_store({.file = world.file, .longest_wait = nullptr}, *clock);
          HealthBook book(*clock, *store, "before");
          book.failed(kIll, failed_answer(), Duration(1), "ill");
          store->flush();
        }
        std::vector<std::unique_ptr<InChild>> children;
        for (int p = 0; p < processes; ++p) {
          children.push_back(std::make_unique<InChild>([&world] {
            const auto clock = make_clock();
            const auto store =
                make_health_store({.file = world.file, .longest_wait = nullptr}, *clock);
            HealthBook book(*clock, *store, std::to_string(::getpid()));
            book.refresh();
            (void)until([&world] { return std::ifstream(world.temp / "go").good(); });
            return std::string(book.standing(kIll).fitness == Fitness::probe ? "probe" : "wait");
          }));
        }
        std::ofstream(world.temp / "go") << "go";
        int probes = 0;
        for (const auto& child : children) {
          const std::string answer = child->answer();
          CHECK((answer == "probe" || answer == "wait"));
          if (answer == "probe") ++probes;
        }
        CHECK(probes == 1);
      }
    }
  }

  TEST_CASE("kill -9 at 200 moments leaves health that can be read, and nothing stuck") {
    HealthWorld world;
    const auto clock = make_clock();
    std::mt19937 chance(20261121);  // NOLINT(cert-msc51-cpp,bugprone-random-generator-seed): the
                                    // same moments in every run
    std::uniform_int_distribution<int> moment(0, 25);
    for (int round = 0; round < 200; ++round) {
      CAPTURE(round);
      {
        InChild session([&world] {
          const auto own_clock = make_clock();
          const auto store =
              make_health_store({.file = world.file, .longest_wait = nullptr}, *own_clock);
          HealthBook book(*own_clock, *store, std::to_string(::getpid()));
          live(book, *store, 1'000'000);
          return std::string();
        });
        clock->sleep(Duration(moment(chance)), {});
        ::kill(session.pid(), SIGKILL);
        CHECK(session.answer() == "ended by signal 9");
      }
      const auto store = make_health_store({.file = world.file, .longest_wait = nullptr}, *clock);
      HealthBook book(*clock, *store, "after");
      book.refresh();
      // Whatever it left behind, another session writes, reads and, when a killed one's lease is
      // over, probes.
      book.failed(kIll, failed_answer(), Duration(0), "ill");
      book.failed(kIll, failed_answer(), Duration(1), "ill");
      CHECK(until([&store] { return store->flush(), store->trouble().empty(); }));
      const WallTime later = clock->wall_now() + minutes(3);
      CHECK(store->lease({kScope, "after", later, minutes(2)}) == LeaseAnswer::granted);
      book.succeeded(kIll);
      store->flush();
      CHECK(store->trouble().empty());
      if (round % 20 == 0) CHECK(integrity(world) == "ok");
    }
    CHECK(integrity(world) == "ok");
  }
}

}  // namespace edgee

// A state that cannot be used costs a notice and what other sessions know, never a request.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/platform/sqlite/health_world.h"
#include "tests/support/in_child.h"

namespace edgee {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// So that somebody without rights may change what stands in the directory.
void give_away(const std::string& directory) {
  if (::geteuid() == 0) ::chmod(fs::path(directory).parent_path().c_str(), 0755);
  REQUIRE(give_to_nobody(directory));
}

// A session's life without others: sick, then one probe, then well. "" when all is as it must be.
std::string lives_alone(HealthBook& book, HealthStore& store, FakeClock& clock) {
  const Target other{"deepseek", "v4", ""};
  book.refresh();
  if (book.standing(other).fitness != Fitness::healthy) return "not healthy at first";
  book.failed(other, failed_answer(), std::nullopt, "ill");
  store.flush();
  book.refresh();
  if (book.standing(other).fitness != Fitness::sick) return "not sick";
  if (!book.last_failure(other)) return "no words";
  clock.advance(seconds(10));
  if (book.standing(other).fitness != Fitness::probe) return "no probe";
  if (book.standing(other).fitness != Fitness::sick) return "a second probe";
  book.succeeded(other);
  book.refresh();
  if (book.standing(other).fitness != Fitness::healthy) return "not well again";
  return "";
}

std::string life_in(HealthWorld& world) {
  const auto store = world.open();
  HealthBook book(world.clock, *store, "me");
  std::string wrong = lives_alone(book, *store, world.clock);
  return (wrong.empty() ? "fine" : wrong) + "|" + store->trouble();
}

}  // namespace

TEST_SUITE("platform/sqlite/health_trouble") {
  TEST_CASE("while another program locks it, health is in memory, and written later") {
    HealthWorld world;
    world.fill();
    const auto store = world.open();
    HealthBook book(world.clock, *store, "me");
    {
      auto other = Database::open(world.file, OpenMode::read_write, world.clock);
      REQUIRE(other);
      REQUIRE(other->run("BEGIN IMMEDIATE"));
      CHECK(lives_alone(book, *store, world.clock).empty());
      CHECK(contains(store->trouble(), "is locked by another program"));
      CHECK(contains(store->trouble(), "kept in memory only"));
      // What was there before can still be read.
      CHECK(book.last_failure(kIll));
    }
    book.failed(kIll, failed_answer(), std::nullopt, "ill");
    store->flush();
    CHECK(store->trouble().empty());
    CHECK(entry_of(*world.open(), kScope)->failures == 2);
  }

  TEST_CASE("a file locked for good, even for readers, blocks nobody") {
    HealthWorld world;
    world.fill();
    auto other = Database::open(world.file, OpenMode::read_write, world.clock);
    REQUIRE(other);
    REQUIRE(other->run("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;"));
    const std::string said = life_in(world);
    CHECK(said.starts_with("fine|"));
    CHECK(contains(said, "is locked by another program"));
  }

  TEST_CASE("a damaged file is left as it is") {
    HealthWorld world;
    fs::create_directories(world.temp / "state");
    const std::string garbage(5000, 'g');
    std::ofstream(world.file) << garbage;
    ::chmod(world.file.c_str(), 0600);
    const std::string said = life_in(world);
    CHECK(said.starts_with("fine|"));
    CHECK(contains(said, "is damaged; move it away"));
    std::ifstream in(world.file);
    std::ostringstream kept;
    kept << in.rdbuf();
    CHECK(kept.str() == garbage);
  }

  TEST_CASE("a file of a newer edgee is left as it is") {
    HealthWorld world;
    world.fill();
    {
      auto other = Database::open(world.file, OpenMode::read_write, world.clock);
      REQUIRE(other);
      REQUIRE(other->run("PRAGMA user_version = 99"));
    }
    const std::string said = life_in(world);
    CHECK(said.starts_with("fine|"));
    CHECK(contains(said, "written by a newer edgee"));
  }

  TEST_CASE("a file that is read-only is read, and a session goes by itself") {
    HealthWorld world;
    world.fill();
    ::chmod(world.file.c_str(), 0400);
    give_away(world.temp / "state");
    const std::string said = in_child_without_rights([&world] { return life_in(world); });
    CHECK(said.starts_with("fine|"));
    CHECK(contains(said, "is read-only"));
  }

  TEST_CASE("in a directory that cannot be written a session goes by itself") {
    HealthWorld world;
    world.fill();
    give_away(world.temp / "state");
    ::chmod((world.temp / "state").c_str(), 0500);
    const std::string said = in_child_without_rights([&world] { return life_in(world); });
    ::chmod((world.temp / "state").c_str(), 0700);
    CHECK(said.starts_with("fine|"));
    CHECK(contains(said, "kept in memory only"));
  }

  TEST_CASE("a state directory that cannot be made costs the sharing, not the run") {
    HealthWorld world;
    std::ofstream(world.temp / "state") << "a file in the way";
    const std::string said = life_in(world);
    CHECK(said.starts_with("fine|"));
    CHECK(contains(said, "cannot be used"));
  }

  TEST_CASE("on a full disk a session goes by itself, and shares again when there is room") {
    HealthWorld world;
    world.fill();
    const std::string said = in_child([&world] {
      ::signal(SIGXFSZ, SIG_IGN);
      rlimit limit{};
      ::getrlimit(RLIMIT_FSIZE, &limit);
      const rlimit before = limit;
      limit.rlim_cur = 8192;
      ::setrlimit(RLIMIT_FSIZE, &limit);
      const auto store = world.open();
      HealthBook book(world.clock, *store, "me");
      const std::string wrong = lives_alone(book, *store, world.clock);
      const std::string trouble = store->trouble();
      ::setrlimit(RLIMIT_FSIZE, &before);
      book.failed(kIll, failed_answer(), std::nullopt, "ill");
      store->flush();
      return wrong + "|" + trouble + "|" + store->trouble();
    });
    CAPTURE(said);
    CHECK(said.starts_with("|the "));
    CHECK(contains(said, "kept in memory only|"));
    CHECK(said.ends_with("|"));
    CHECK(entry_of(*world.open(), kScope)->failures == 2);
  }

  TEST_CASE("what waits for an ill disk is bounded") {
    HealthWorld world;
    world.fill();
    const auto store = world.open();
    auto other = Database::open(world.file, OpenMode::read_write, world.clock);
    REQUIRE(other);
    REQUIRE(other->run("BEGIN IMMEDIATE"));
    for (int i = 0; i < 5000; ++i)
      store->change("x", [](HealthEntry& entry) { ++entry.failures; });
    store->flush();
    REQUIRE(other->run("ROLLBACK"));
    store->flush();
    const auto entry = entry_of(*world.open(), "x");
    REQUIRE(entry);
    CHECK(entry->failures >= 512);
    CHECK(entry->failures <= 1024);
  }
}

}  // namespace edgee

// A ledger that cannot be used never stops anything: what happens is kept in memory and said.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/sqlite/database.h"
#include "tests/platform/sqlite/store_world.h"
#include "tests/support/in_child.h"

namespace fs = std::filesystem;

namespace {

using edgee::event_named;
using edgee::StoreWorld;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void fill(StoreWorld& world, int events) {
  const auto store = world.open();
  for (int i = 0; i < events; ++i)
    store->append(event_named("before"));
}

// So that somebody without rights may change what stands in the directory.
void give_away(const std::string& directory) {
  if (::geteuid() == 0) ::chmod(fs::path(directory).parent_path().c_str(), 0755);
  REQUIRE(edgee::give_to_nobody(directory));
}

}  // namespace

TEST_SUITE("platform/sqlite/trouble") {
  TEST_CASE("while another program locks it, events wait in memory and are written later") {
    StoreWorld world;
    fill(world, 1);
    const auto store = world.open();
    {
      auto other = edgee::Database::open(world.file, edgee::OpenMode::read_write, world.clock);
      REQUIRE(other);
      REQUIRE(other->run("BEGIN IMMEDIATE"));
      store->append(event_named("meanwhile"));
      store->flush();
      CHECK(contains(store->trouble(), "is locked by another program"));
      CHECK(contains(store->trouble(), "kept in memory"));
      CHECK(edgee::count(*store) == 2);
      CHECK_FALSE(store->set_note("k", "a", "b"));
    }
    store->flush();
    CHECK(store->trouble().empty());
    CHECK(edgee::count(*store) == 2);
    CHECK(edgee::count(*world.open()) == 2);
  }

  TEST_CASE("memory is bounded and what did not fit is counted") {
    StoreWorld world;
    fill(world, 1);
    const auto store = world.open();
    auto other = edgee::Database::open(world.file, edgee::OpenMode::read_write, world.clock);
    REQUIRE(other);
    REQUIRE(other->run("BEGIN IMMEDIATE"));
    for (int i = 0; i < 5000; ++i) {
      store->append(event_named(std::to_string(i)));
      if (i % 100 == 0) store->flush();
    }
    store->flush();
    CHECK(contains(store->trouble(), "904 events were not recorded"));
    REQUIRE(other->run("ROLLBACK"));
    store->flush();
    CHECK(edgee::count(*store) == 4097);
  }

  TEST_CASE("a damaged ledger is left as it is") {
    StoreWorld world;
    fs::create_directories(world.temp / "state");
    const std::string garbage(5000, 'g');
    std::ofstream(world.file) << garbage;
    ::chmod(world.file.c_str(), 0600);
    {
      const auto store = world.open();
      store->append(event_named("r"));
      store->flush();
      CHECK(contains(store->trouble(), "is damaged; move it away"));
      CHECK(edgee::count(*store) == 1);
      CHECK_FALSE(store->notes("trust"));
    }
    std::ifstream in(world.file);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == garbage);
  }

  TEST_CASE("a ledger of a newer edgee is left as it is") {
    StoreWorld world;
    fill(world, 1);
    {
      auto other = edgee::Database::open(world.file, edgee::OpenMode::read_write, world.clock);
      REQUIRE(other);
      REQUIRE(other->run("PRAGMA user_version = 99"));
    }
    const auto store = world.open();
    store->append(event_named("r"));
    store->flush();
    CHECK(contains(store->trouble(), "written by a newer edgee"));
  }

  TEST_CASE("a link or another's file in its place is refused") {
    StoreWorld world;
    fs::create_directories(world.temp / "state");
    fs::create_symlink(world.temp / "target", world.file);
    const auto store = world.open();
    store->append(event_named("r"));
    store->flush();
    CHECK(contains(store->trouble(), "symbolic link"));
    CHECK_FALSE(fs::exists(world.temp / "target"));
    CHECK(edgee::count(*store) == 1);
  }

  TEST_CASE("in a read-only directory it can still be read") {
    StoreWorld world;
    fill(world, 3);
    give_away(world.temp / "state");
    ::chmod((world.temp / "state").c_str(), 0500);
    const std::string said = edgee::in_child_without_rights([&world] {
      const auto store = world.open();
      const int before = edgee::count(*store);
      store->append(event_named("r"));
      store->flush();
      return std::to_string(before) + " " + std::to_string(edgee::count(*store)) + " " +
             store->trouble();
    });
    ::chmod((world.temp / "state").c_str(), 0700);
    CHECK(said.starts_with("3 4 "));
    CHECK(contains(said, "kept in memory only"));
  }

  TEST_CASE("a read-only file can still be read") {
    StoreWorld world;
    fill(world, 3);
    ::chmod(world.file.c_str(), 0400);
    give_away(world.temp / "state");
    const std::string said = edgee::in_child_without_rights([&world] {
      const auto store = world.open();
      const int before = edgee::count(*store);
      store->append(event_named("r"));
      store->flush();
      return std::to_string(before) + " " + store->trouble();
    });
    CHECK(said.starts_with("3 "));
    CHECK(contains(said, "is read-only"));
  }

  TEST_CASE("a state directory that cannot be made costs the record, not the run") {
    StoreWorld world;
    std::ofstream(world.temp / "state") << "a file in the way";
    const auto store = world.open();
    store->append(event_named("r"));
    store->flush();
    CHECK(contains(store->trouble(), "cannot be used"));
    CHECK(edgee::count(*store) == 1);
  }

  TEST_CASE("on a full disk events wait, and are written when there is room") {
    StoreWorld world;
    fill(world, 1);
    const std::string said = edgee::in_child([&world] {
      ::signal(SIGXFSZ, SIG_IGN);
      rlimit limit{};
      ::getrlimit(RLIMIT_FSIZE, &limit);
      const rlimit before = limit;
      limit.rlim_cur = 20'000;
      ::setrlimit(RLIMIT_FSIZE, &limit);
      const auto store = world.open();
      edgee::AttemptEvent event = event_named("r");
      event.reason = std::string(50'000, 'x');
      store->append(event);
      store->flush();
      const std::string trouble = store->trouble();
      ::setrlimit(RLIMIT_FSIZE, &before);
      store->flush();
      return std::to_string(edgee::count(*store)) + "|" + trouble + "|" + store->trouble();
    });
    CHECK(said.starts_with("2|the "));
    CHECK(contains(said, "kept in memory only|"));
    CHECK(said.ends_with("|"));
    CHECK(edgee::count(*world.open()) == 2);
  }
}

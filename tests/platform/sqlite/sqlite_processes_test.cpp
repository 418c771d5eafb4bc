// Many edgee at once on one ledger, and one that is killed in the middle.
#include <memory>
#include <vector>

#include <doctest/doctest.h>

#include "platform/sqlite/database.h"
#include "tests/platform/sqlite/store_world.h"
#include "tests/support/in_child.h"
#include "tests/support/until.h"

namespace {

using edgee::event_named;
using edgee::InChild;
using edgee::StoreWorld;

std::string health_of(StoreWorld& world) {
  auto database = edgee::Database::open(world.file, edgee::OpenMode::read_write, world.clock);
  if (!database) return database.error().words;
  edgee::Statement check = database->prepare("PRAGMA integrity_check");
  const auto row = check.step();
  return row ? check.text(0) : row.error().words;
}

}  // namespace

TEST_SUITE("platform/sqlite/processes") {
  TEST_CASE("two and twenty processes record at once and lose nothing") {
    for (const int processes : {2, 20}) {
      CAPTURE(processes);
      StoreWorld world;
      {
        std::vector<std::unique_ptr<InChild>> children;
        for (int p = 0; p < processes; ++p) {
          children.push_back(std::make_unique<InChild>([&world] {
            const auto clock = edgee::make_clock();
            const auto store = edgee::make_store({.file = world.file}, *clock);
            for (int i = 0; i < 30; ++i) {
              store->append(event_named("r"));
              store->flush();
            }
            if (!store->set_note("k", std::to_string(::getpid()), "v")) return std::string("note");
            return store->trouble();
          }));
        }
        for (const auto& child : children)
          CHECK(child->answer().empty());
      }
      const auto store = world.open();
      CHECK(edgee::count(*store) == processes * 30);
      const auto notes = store->notes("k");
      REQUIRE(notes);
      CHECK(notes->size() == static_cast<std::size_t>(processes));
    }
  }

  TEST_CASE("kill -9 leaves a ledger that can be read and written") {
    StoreWorld world;
    for (int round = 0; round < 5; ++round) {
      CAPTURE(round);
      InChild writer([&world] {
        const auto clock = edgee::make_clock();
        const auto store = edgee::make_store({.file = world.file}, *clock);
        while (true) {
          store->append(event_named("r"));
          store->flush();
        }
        return std::string();
      });
      const int before = edgee::count(*world.open());
      REQUIRE(edgee::until([&] { return edgee::count(*world.open()) > before + 5; }));
      ::kill(writer.pid(), SIGKILL);
      (void)writer.answer();
      const auto store = world.open();
      const int after = edgee::count(*store);
      CHECK(after > before);
      store->append(event_named("after"));
      CHECK(edgee::count(*store) == after + 1);
      CHECK(store->trouble().empty());
      CHECK(health_of(world) == "ok");
    }
  }
}

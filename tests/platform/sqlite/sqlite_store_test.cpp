#include "platform/sqlite/sqlite_store.h"

#include <filesystem>
#include <thread>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/platform/sqlite/store_world.h"

namespace {

using edgee::AttemptEvent;
using edgee::Duration;
using edgee::event_named;
using edgee::StoreWorld;

unsigned mode_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
}

AttemptEvent full_event() {
  AttemptEvent event = event_named("r");
  event.session = "s";
  event.chain = "default";
  event.step = 2;
  event.number = 3;
  event.target = "openrouter/z-ai/glm-5";
  event.model = "z-ai/glm-5";
  event.asked_model = "claude-opus-4-8";
  event.request_class = "main";
  event.status = 529;
  event.trigger = "overloaded";
  event.verdict = "next";
  event.reason = "the 'model'\nis; overloaded \xc3\xa9";
  event.first_byte = Duration(12);
  event.first_content = Duration(34);
  event.took = Duration(56);
  event.since_request = Duration(78);
  event.usage = {.input = 1, .cache_read = 2, .cache_write = 3, .output = 4};
  event.cost_usd = 0.0125;
  event.seam = "retract";
  event.hedge = true;
  return event;
}

}  // namespace

TEST_SUITE("platform/sqlite/store") {
  TEST_CASE("a query may leave out what is older than a time") {
    StoreWorld world;
    const auto store = world.open();
    AttemptEvent old = event_named("old");
    old.at -= std::chrono::hours(2);
    store->append(old);
    store->append(event_named("new"));
    edgee::EventQuery query{.after_id = 0, .limit = 10, .launch = {}};
    query.since = event_named("new").at;
    const auto events = store->read(query);
    REQUIRE(events);
    REQUIRE(events->size() == 1);
    CHECK(events->front().request == "new");
  }

  TEST_CASE("a posted note is there once the queue is written, the newest one only") {
    StoreWorld world;
    const auto store = world.open();
    store->post_note("live", "one", "a");
    store->post_note("live", "one", "b");
    store->post_note("live", "two", "c");
    store->flush();
    CHECK(store->notes("live") == std::map<std::string, std::string>{{"one", "b"}, {"two", "c"}});
    store->post_note("live", "one", "");
    store->append(event_named("r"));
    store->flush();
    CHECK(store->notes("live") == std::map<std::string, std::string>{{"two", "c"}});
  }

  TEST_CASE("an event comes back as it went") {
    StoreWorld world;
    const AttemptEvent event = full_event();
    {
      const auto store = world.open();
      store->append(event);
    }
    const auto events = world.open()->read({});
    REQUIRE(events);
    REQUIRE(events->size() == 1);
    const AttemptEvent& back = events->front();
    CHECK(back.id == 1);
    CHECK(back.at == event.at);
    CHECK(back.launch == event.launch);
    CHECK(back.session == event.session);
    CHECK(back.agent == event.agent);
    CHECK(back.request == event.request);
    CHECK(back.chain == event.chain);
    CHECK(back.step == event.step);
    CHECK(back.number == event.number);
    CHECK(back.target == event.target);
    CHECK(back.model == event.model);
    CHECK(back.asked_model == event.asked_model);
    CHECK(back.request_class == event.request_class);
    CHECK(back.status == event.status);
    CHECK(back.trigger == event.trigger);
    CHECK(back.verdict == event.verdict);
    CHECK(back.reason == event.reason);
    CHECK(back.first_byte == event.first_byte);
    CHECK(back.first_content == event.first_content);
    CHECK(back.took == event.took);
    CHECK(back.since_request == event.since_request);
    CHECK(back.usage.input == 1);
    CHECK(back.usage.cache_read == 2);
    CHECK(back.usage.cache_write == 3);
    CHECK(back.usage.output == 4);
    CHECK(back.cost_usd == event.cost_usd);
    CHECK(back.seam == event.seam);
    CHECK(back.hedge);
  }

  TEST_CASE("what was not known stays unknown") {
    StoreWorld world;
    const auto store = world.open();
    store->append(event_named("r"));
    const auto events = store->read({});
    REQUIRE(events);
    REQUIRE(events->size() == 1);
    CHECK_FALSE(events->front().first_byte);
    CHECK_FALSE(events->front().first_content);
    CHECK_FALSE(events->front().cost_usd);
  }

  TEST_CASE("reading makes no file") {
    StoreWorld world;
    const auto store = world.open();
    CHECK(edgee::count(*store) == 0);
    const auto notes = store->notes("trust");
    REQUIRE(notes);
    CHECK(notes->empty());
    CHECK_FALSE(std::filesystem::exists(world.temp / "state"));
    CHECK(store->trouble().empty());
  }

  TEST_CASE("the file is the owner's alone") {
    StoreWorld world;
    const mode_t before = ::umask(0);
    const auto store = world.open();
    store->append(event_named("r"));
    store->flush();
    ::umask(before);
    CHECK(mode_of(world.file) == 0600);
    CHECK(mode_of(world.temp / "state") == 0700);
    CHECK(mode_of(world.file + "-wal") == 0600);
  }

  TEST_CASE("a query takes the newest, oldest first, after an id, of one launch") {
    StoreWorld world;
    const auto store = world.open();
    for (int i = 1; i <= 6; ++i) {
      AttemptEvent event = event_named(std::to_string(i));
      event.launch = i % 2 == 0 ? "even" : "odd";
      store->append(event);
    }
    struct Row {
      edgee::EventQuery query;
      std::string requests;
    };
    for (const Row& row : {Row{{}, "123456"}, Row{{.after_id = 0, .limit = 2, .launch = {}}, "56"},
                           Row{{.after_id = 4, .limit = 9, .launch = {}}, "56"},
                           Row{{.after_id = 6, .limit = 9, .launch = {}}, ""},
                           Row{{.after_id = 0, .limit = 2, .launch = "odd"}, "35"},
                           Row{{.after_id = 3, .limit = 9, .launch = "even"}, "46"},
                           Row{{.after_id = 0, .limit = 0, .launch = {}}, ""},
                           Row{{.after_id = 0, .limit = 9, .launch = "none"}, ""}}) {
      const auto events = store->read(row.query);
      REQUIRE(events);
      std::string requests;
      for (const AttemptEvent& event : *events)
        requests += event.request;
      CHECK(requests == row.requests);
    }
  }

  TEST_CASE("events older than the cap go when the ledger is next written") {
    StoreWorld world;
    world.clock.set_wall(edgee::WallTime(std::chrono::hours(24 * 20'000)));
    {
      const auto store = world.open(30);
      for (const int age : {40, 31, 29, 1}) {
        AttemptEvent event = event_named(std::to_string(age));
        event.at = world.clock.wall_now() - std::chrono::hours(24 * age);
        store->append(event);
      }
    }
    const auto store = world.open();
    store->set_caps(30, 200);
    AttemptEvent now = event_named("0");
    now.at = world.clock.wall_now();
    store->append(now);
    const auto events = store->read({});
    REQUIRE(events);
    REQUIRE(events->size() == 3);
    CHECK(events->front().request == "29");
    CHECK(events->back().id == 5);
  }

  TEST_CASE("the ledger does not outgrow its size and keeps the newest") {
    StoreWorld world;
    AttemptEvent event = event_named("r");
    event.at = world.clock.wall_now();
    event.reason = std::string(1000, 'x');
    {
      const auto store = world.open(90, 1);
      for (int i = 1; i <= 3000; ++i) {
        store->append(event);
        if (i % 250 == 0) store->flush();
      }
      const auto events = store->read({.after_id = 0, .limit = 10'000, .launch = {}});
      REQUIRE(events);
      CHECK(events->size() < 2000);
      CHECK(events->size() > 400);
      CHECK(events->back().id == 3000);
      CHECK(store->trouble().empty());
    }
    CHECK(std::filesystem::file_size(world.file) < std::size_t{2} * 1024 * 1024);
  }

  TEST_CASE("notes are kept by kind and key") {
    StoreWorld world;
    {
      const auto store = world.open();
      CHECK(store->set_note("trust", "/a", "hash"));
      CHECK(store->set_note("trust", "/a", "other"));
      CHECK(store->set_note("trust", "/b'; --", "x"));
      CHECK(store->set_note("keys", "/a", ""));
      CHECK(store->remove_note("trust", "/none"));
    }
    const auto store = world.open();
    using Notes = std::map<std::string, std::string>;
    CHECK(store->notes("trust").value_or(Notes()) == Notes{{"/a", "other"}, {"/b'; --", "x"}});
    CHECK(store->notes("keys").value_or(Notes()) == Notes{{"/a", ""}});
    CHECK(store->remove_note("trust", "/a"));
    CHECK(store->notes("trust").value_or(Notes()).size() == 1);
  }

  TEST_CASE("many threads record at once while others read") {
    StoreWorld world;
    const auto store = world.open();
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&store] {
          for (int i = 0; i < 100; ++i)
            store->append(event_named("r"));
        });
      }
      threads.emplace_back([&store] {
        for (int i = 0; i < 10; ++i)
          (void)store->read({});
        (void)store->trouble();
      });
      threads.emplace_back([&store] {
        for (int i = 0; i < 10; ++i)
          (void)store->set_note("k", std::to_string(i), "v");
      });
    }
    CHECK(edgee::count(*store) == 800);
    CHECK(store->trouble().empty());
  }
}

#include "core/ledger/live_view.h"

#include <doctest/doctest.h>

#include "tests/support/fake_clock.h"
#include "tests/support/fake_store.h"

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const LiveFailure kOverloaded{"agent", 529, "overloaded", "the model is overloaded (529)", {}};

std::optional<LiveNote> note_of(FakeStore& store) {
  const auto notes = store.notes(kLiveNotes);
  REQUIRE(notes);
  const auto found = notes->find("launch");
  return found == notes->end() ? std::nullopt : parse_live_note(found->second);
}

}  // namespace

TEST_SUITE("core/ledger/live_view") {
  TEST_CASE("as long as nothing goes wrong nothing is written") {
    FakeStore store;
    FakeClock clock;
    LiveView view(store, clock, "launch");
    view.ended("one");
    CHECK_FALSE(note_of(store));
  }

  TEST_CASE("a request that moves on says who is asked, since when and why, until it is over") {
    FakeStore store;
    FakeClock clock;
    {
      LiveView view(store, clock, "launch");
      LiveFailure capped{"agent", 429, "plan_cap", "the plan's window is used up (429)", {}};
      capped.until = clock.wall_now() + hours(2);
      view.begin("one", "second/model", capped);
      CHECK(note_of(store)->asking == "second/model");
      clock.advance(seconds(3));
      view.moved("one", kOverloaded, "third/model");
      const auto moved = note_of(store);
      REQUIRE(moved);
      CHECK(moved->asking == "third/model");
      CHECK(moved->since == clock.wall_now());
      CHECK(moved->failure.status == 529);
      CHECK(moved->failure.reason == kOverloaded.reason);
      CHECK_FALSE(moved->failure.until);
      view.begin("one", "second/model", capped);
      view.ended("one");
      const auto over = note_of(store);
      REQUIRE(over);
      CHECK(over->asking.empty());
      CHECK(over->failure.until == capped.until);
    }
    CHECK_FALSE(note_of(store));
  }

  TEST_CASE("of several requests in trouble the newest that still waits is shown") {
    FakeStore store;
    FakeClock clock;
    LiveView view(store, clock, "launch");
    view.moved("one", kOverloaded, "first/model");
    clock.advance(seconds(1));
    view.moved("two", kOverloaded, "second/model");
    view.ended("two");
    CHECK(note_of(store)->asking == "first/model");
    view.ended("someone else's");
    view.ended("one");
    CHECK(note_of(store)->asking.empty());
  }

  TEST_CASE("what killed runs left behind goes after a day") {
    FakeStore store;
    FakeClock clock;
    LiveNote note;
    note.since = clock.wall_now();
    CHECK(store.set_note(kLiveNotes, "young", to_text(note)));
    CHECK(store.set_note(kLiveNotes, "broken", "x"));
    clock.advance(hours(25));
    note.since = clock.wall_now() - hours(1);
    CHECK(store.set_note(kLiveNotes, "launch", to_text(note)));
    prune_live_notes(store, clock.wall_now());
    CHECK(store.notes(kLiveNotes)->size() == 1);
    CHECK(note_of(store));
  }
}

}  // namespace edgee

#include "core/catalog/moments.h"

#include <doctest/doctest.h>

namespace edgee::test {
namespace {

struct Wait {
  const char* words;
  long long ms;  // -1: none
};

constexpr Wait kWaits[] = {
    {"Please try again in 1.2s. Visit", 1'200},
    {"Please try again in 6m0s.", 360'000},
    {"try again in 120ms", 120},
    {"Please retry in 10h17m5.7s", 37'025'700},
    {"Please retry after 20 seconds.", 20'000},
    {"Retry after 58 seconds", 58'000},
    {"try again in 2 minutes and", 120'000},
    {"Wait 3 hours 5 minutes", 11'100'000},
    {"retry after 7", 7'000},
    {"your limit resets in 2 days", 172'800'000},
    {"Please try again in a moment", -1},
    {"Please try again later; or try again in 3s", 3'000},
    {"try again in 99999999999999999999 days", -1},
    {"nothing", -1},
    {"", -1},
};

struct Moment {
  const char* words;
  long long epoch;  // -1: none
};

constexpr Moment kMoments[] = {
    {"Usage limit reached, resets at 2026-08-14T00:00:00Z.", 1'786'665'600},
    {"resets at 2026-08-14T02:00:00+02:00", 1'786'665'600},
    {"resets at 2026-08-14T00:00:00.123Z", 1'786'665'600},
    {"limit will reset at 2026-08-14 00:00:00 UTC", 1'786'665'600},
    {"\346\202\250\347\232\204\351\231\220\351\242\235\345\260\206\345\234\250 2026-08-14 08:00:00 "
     "\351\207\215\347\275\256\343\200\202",
     1'786'665'600},
    {"code 2013: resets 2026-08-14T00:00Z", 1'786'665'600},
    {"on 2026-13-45 00:00:00", -1},
    {"at 2026-08-14", -1},
    {"20", -1},
    {"", -1},
};

}  // namespace

TEST_SUITE("core/catalog/moments") {
  TEST_CASE("waits in words") {
    for (const Wait& row : kWaits) {
      CAPTURE(row.words);
      const auto wait = wait_in_words(row.words);
      CHECK((wait ? wait->count() : -1) == row.ms);
    }
  }

  TEST_CASE("moments in words") {
    for (const Moment& row : kMoments) {
      CAPTURE(row.words);
      const auto moment = moment_in_words(row.words);
      const long long seconds =
          moment
              ? std::chrono::duration_cast<std::chrono::seconds>(moment->time_since_epoch()).count()
              : -1;
      CHECK(seconds == row.epoch);
    }
  }

  TEST_CASE("a month begins at 00:00 UTC on its first day") {
    const auto at = [](std::string_view text) { return *moment_in_words(text); };
    CHECK(next_month(at("2026-11-21T15:00:00Z")) == at("2026-12-01T00:00:00Z"));
    CHECK(next_month(at("2026-12-31T23:59:59Z")) == at("2027-01-01T00:00:00Z"));
    CHECK(next_month(at("2026-12-01T00:00:00Z")) == at("2027-01-01T00:00:00Z"));
  }

  TEST_CASE("midnight in California is at 8:00 UTC in winter and at 7:00 in summer") {
    const auto at = [](std::string_view text) { return *moment_in_words(text); };
    CHECK(next_midnight_pacific(at("2026-11-21T15:00:00Z")) == at("2026-11-22T08:00:00Z"));
    CHECK(next_midnight_pacific(at("2026-11-21T07:59:59Z")) == at("2026-11-21T08:00:00Z"));
    CHECK(next_midnight_pacific(at("2026-11-21T08:00:00Z")) == at("2026-11-22T08:00:00Z"));
    CHECK(next_midnight_pacific(at("2026-07-04T12:00:00Z")) == at("2026-07-05T07:00:00Z"));
    // The days on which the clocks change: 8 March and 1 November 2026.
    CHECK(next_midnight_pacific(at("2026-03-07T20:00:00Z")) == at("2026-03-08T08:00:00Z"));
    CHECK(next_midnight_pacific(at("2026-03-08T20:00:00Z")) == at("2026-03-09T07:00:00Z"));
    CHECK(next_midnight_pacific(at("2026-10-31T20:00:00Z")) == at("2026-11-01T07:00:00Z"));
    CHECK(next_midnight_pacific(at("2026-11-01T20:00:00Z")) == at("2026-11-02T08:00:00Z"));
    CHECK(next_midnight_pacific(at("2027-01-01T03:00:00Z")) == at("2027-01-01T08:00:00Z"));
  }
}

}  // namespace edgee::test

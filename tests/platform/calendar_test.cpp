#include "platform/calendar.h"

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>
#include <time.h>

namespace edgee {
namespace {

// The machine's zone for the length of a test.
class Zone {
 public:
  explicit Zone(const char* name) {
    if (const char* old = std::getenv("TZ")) before_ = old;
    set(name);
  }
  ~Zone() { set(before_.c_str()); }
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;

 private:
  static void set(const char* name) {
    ::setenv("TZ", name, 1);
    ::tzset();
  }
  std::string before_;
};

// "2026-03-29 12:00:00" in UTC.
WallTime utc(const char* text) {
  std::tm parts{};
  REQUIRE(::strptime(text, "%Y-%m-%d %H:%M:%S", &parts) != nullptr);
  return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

std::string text_of(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts)};
}

struct Row {
  const char* what;
  const char* zone;
  CalendarUnit unit;
  const char* at;  // all in UTC
  const char* begin;
  const char* end;
};

const Row kRows[] = {
    {"the last second of a day", "Europe/Berlin", CalendarUnit::day, "2026-11-21 22:59:59",
     "2026-11-20 23:00:00", "2026-11-21 23:00:00"},
    {"midnight belongs to the new day", "Europe/Berlin", CalendarUnit::day, "2026-11-21 23:00:00",
     "2026-11-21 23:00:00", "2026-11-22 23:00:00"},
    {"the clock is put forward: 23 hours", "Europe/Berlin", CalendarUnit::day,
     "2026-03-29 12:00:00", "2026-03-28 23:00:00", "2026-03-29 22:00:00"},
    {"the clock is put back: 25 hours", "Europe/Berlin", CalendarUnit::day, "2026-10-25 00:30:00",
     "2026-10-24 22:00:00", "2026-10-25 23:00:00"},
    {"forward in New York", "America/New_York", CalendarUnit::day, "2026-03-08 12:00:00",
     "2026-03-08 05:00:00", "2026-03-09 04:00:00"},
    {"back in New York, in the hour that comes twice", "America/New_York", CalendarUnit::day,
     "2026-11-01 06:30:00", "2026-11-01 04:00:00", "2026-11-02 05:00:00"},
    {"a midnight that does not exist", "Africa/Cairo", CalendarUnit::day, "2026-04-24 12:00:00",
     "2026-04-23 22:00:00", "2026-04-24 21:00:00"},
    {"a midnight that comes twice", "America/Havana", CalendarUnit::day, "2026-11-01 12:00:00",
     "2026-11-01 04:00:00", "2026-11-02 05:00:00"},
    {"a zone that is off by three quarters", "Asia/Kathmandu", CalendarUnit::day,
     "2026-11-21 12:00:00", "2026-11-20 18:15:00", "2026-11-21 18:15:00"},
    {"a week from Monday to Monday", "Europe/Berlin", CalendarUnit::week, "2026-11-21 12:00:00",
     "2026-11-15 23:00:00", "2026-11-22 23:00:00"},
    {"a Sunday ends its week", "Europe/Berlin", CalendarUnit::week, "2026-11-22 22:59:59",
     "2026-11-15 23:00:00", "2026-11-22 23:00:00"},
    {"a Monday begins its week", "Europe/Berlin", CalendarUnit::week, "2026-11-22 23:00:00",
     "2026-11-22 23:00:00", "2026-11-29 23:00:00"},
    {"a week in which the clock is put back", "Europe/Berlin", CalendarUnit::week,
     "2026-10-25 23:30:00", "2026-10-25 23:00:00", "2026-11-01 23:00:00"},
    {"a week over the year's end", "America/New_York", CalendarUnit::week, "2027-01-01 12:00:00",
     "2026-12-28 05:00:00", "2027-01-04 05:00:00"},
    {"a month with a change of clocks", "Europe/Berlin", CalendarUnit::month, "2026-03-31 12:00:00",
     "2026-02-28 23:00:00", "2026-03-31 22:00:00"},
    {"the last day of a month of 31", "Europe/Berlin", CalendarUnit::month, "2026-10-31 22:59:59",
     "2026-09-30 22:00:00", "2026-10-31 23:00:00"},
    {"a leap day", "Europe/Berlin", CalendarUnit::day, "2028-02-29 12:00:00", "2028-02-28 23:00:00",
     "2028-02-29 23:00:00"},
    {"a February of 29 days", "America/New_York", CalendarUnit::month, "2028-02-29 12:00:00",
     "2028-02-01 05:00:00", "2028-03-01 05:00:00"},
    {"December", "America/New_York", CalendarUnit::month, "2027-01-01 04:59:59",
     "2026-12-01 05:00:00", "2027-01-01 05:00:00"},
    {"the new year", "Europe/Berlin", CalendarUnit::day, "2026-12-31 23:00:00",
     "2026-12-31 23:00:00", "2027-01-01 23:00:00"},
};

}  // namespace

TEST_SUITE("platform/calendar") {
  TEST_CASE("days, weeks and months begin where the user lives") {
    for (const Row& row : kRows) {
      CAPTURE(row.what);
      const Zone zone(row.zone);
      const CalendarSpan span = make_calendar()->span_of(row.unit, utc(row.at));
      CHECK(text_of(span.begin) == row.begin);
      CHECK(text_of(span.end) == row.end);
    }
  }

  TEST_CASE("every moment of three years lies in the spans it is given, and they leave no gap") {
    for (const char* name : {"Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Kathmandu",
                             "Australia/Lord_Howe", "America/Havana", "UTC"}) {
      CAPTURE(name);
      const Zone zone(name);
      const auto calendar = make_calendar();
      for (const CalendarUnit unit : {CalendarUnit::day, CalendarUnit::week, CalendarUnit::month}) {
        WallTime at = calendar->span_of(unit, utc("2026-01-01 12:00:00")).begin;
        while (at < utc("2029-01-01 00:00:00")) {
          const CalendarSpan span = calendar->span_of(unit, at);
          REQUIRE(span.begin == at);
          REQUIRE(span.end > at + std::chrono::hours(22));
          REQUIRE(calendar->span_of(unit, span.end - std::chrono::seconds(1)).begin == at);
          at = span.end;
        }
      }
    }
  }

  TEST_CASE("a change of the machine's zone is noticed") {
    const auto calendar = make_calendar();
    const WallTime at = utc("2026-11-21 23:30:00");
    {
      const Zone zone("Europe/Berlin");
      CHECK(text_of(calendar->span_of(CalendarUnit::day, at).begin) == "2026-11-21 23:00:00");
    }
    const Zone zone("America/New_York");
    CHECK(text_of(calendar->span_of(CalendarUnit::day, at).begin) == "2026-11-21 05:00:00");
  }
}

}  // namespace edgee

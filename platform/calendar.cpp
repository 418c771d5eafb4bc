#include "platform/calendar.h"

#include <ctime>
#include <tuple>

#include <time.h>

namespace edgee {
namespace {

// Every zone's clock is moved by multiples of this.
constexpr std::time_t kQuarter = 900;

std::tm local(std::time_t time) {
  std::tm parts{};
  ::localtime_r(&time, &parts);
  return parts;
}

std::tuple<int, int, int> date_of(const std::tm& parts) {
  return {parts.tm_year, parts.tm_mon, parts.tm_mday};
}

// The first moment of that day; mktime puts days of other months where they belong. Midnight itself
// may not exist (the clock is put forward then) or come twice (it is put back to it).
std::time_t begin_of_day(int year, int month, int day) {
  std::tm noon{};
  noon.tm_year = year;
  noon.tm_mon = month;
  noon.tm_mday = day;
  noon.tm_hour = 12;
  noon.tm_isdst = -1;
  std::mktime(&noon);
  const auto wanted = date_of(noon);
  std::tm midnight = noon;
  midnight.tm_hour = 0;
  midnight.tm_isdst = -1;
  std::time_t begin = std::mktime(&midnight);
  while (date_of(local(begin)) < wanted)
    begin += kQuarter;
  while (date_of(local(begin - kQuarter)) == wanted)
    begin -= kQuarter;
  return begin;
}

WallTime day_at(int year, int month, int day) {
  return std::chrono::system_clock::from_time_t(begin_of_day(year, month, day));
}

class LocalCalendar : public Calendar {
 public:
  [[nodiscard]] CalendarSpan span_of(CalendarUnit unit, WallTime time) const override {
    const std::time_t seconds =
        std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
    ::tzset();  // localtime_r alone may keep the zone of the first call
    const std::tm now = local(seconds);
    const auto span = [&now](int first, int behind) {
      return CalendarSpan{day_at(now.tm_year, now.tm_mon, first),
                          day_at(now.tm_year, now.tm_mon, behind)};
    };
    const int monday = now.tm_mday - (now.tm_wday + 6) % 7;
    switch (unit) {
      case CalendarUnit::day:
        return span(now.tm_mday, now.tm_mday + 1);
      case CalendarUnit::week:
        return span(monday, monday + 7);
      case CalendarUnit::month:
        break;
    }
    return {day_at(now.tm_year, now.tm_mon, 1), day_at(now.tm_year, now.tm_mon + 1, 1)};
  }
};

}  // namespace

std::unique_ptr<Calendar> make_calendar() {
  return std::make_unique<LocalCalendar>();
}

}  // namespace edgee

#include "core/proxy/watch.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::seconds;

}  // namespace

TEST_SUITE("core/proxy/watch") {
  TEST_CASE("each timer fires for its own reason") {
    Timers timers;
    timers.head = seconds(10);
    timers.first_token = seconds(30);
    timers.silence = seconds(15);
    timers.progress = seconds(20);
    const TimePoint start{seconds(1000)};
    Watch watch(timers, start);
    CHECK_FALSE(watch.overdue(start + seconds(9)));
    CHECK(watch.overdue(start + seconds(10)) == FailureKind::head_timeout);
    watch.head_came(start + seconds(5));
    CHECK(watch.overdue(start + seconds(20)) == FailureKind::silence_timeout);
    watch.bytes_came(start + seconds(14), false);
    CHECK(watch.overdue(start + seconds(25)) == FailureKind::progress_timeout);
    watch.bytes_came(start + seconds(24), true);
    CHECK(watch.overdue(start + seconds(30)) == FailureKind::first_token_timeout);
    watch.content_began();
    CHECK(watch.overdue(start + seconds(39)) == FailureKind::silence_timeout);
    watch.bytes_came(start + seconds(38), false);
    CHECK(watch.overdue(start + seconds(44)) == FailureKind::progress_timeout);
  }

  TEST_CASE("an answer that says nothing for a while falters before it is overdue") {
    Timers timers;
    timers.silence = seconds(60);
    const TimePoint start{seconds(1000)};
    Watch watch(timers, start);
    watch.head_came(start);
    CHECK_FALSE(watch.faltering(start + seconds(30)));
    watch.content_began();
    CHECK_FALSE(watch.faltering(start + seconds(4)));
    CHECK(watch.faltering(start + seconds(5)));
    CHECK(watch.deadline(true) == start + seconds(5));
    CHECK(watch.deadline(false) == start + seconds(60));
  }

  TEST_CASE("a process that slept through its deadline starts its timers anew") {
    Timers timers;
    timers.silence = seconds(15);
    timers.head = seconds(10);
    const TimePoint start{seconds(1000)};
    Watch watch(timers, start);
    CHECK_FALSE(watch.overslept(start + seconds(10)));
    CHECK(watch.overslept(start + seconds(3600)));
    watch.restart(start + seconds(3600));
    CHECK_FALSE(watch.overdue(start + seconds(3609)));
    CHECK(watch.overdue(start + seconds(3610)) == FailureKind::head_timeout);
  }
}

}  // namespace edgee

#include "platform/clock.h"

#include <thread>

#include <doctest/doctest.h>

TEST_SUITE("platform/clock") {
  TEST_CASE("a sleep takes its time") {
    const auto clock = edgee::make_clock();
    const edgee::TimePoint before = clock->now();
    CHECK(clock->sleep(edgee::Duration(20), {}));
    CHECK(clock->now() - before >= edgee::Duration(20));
  }

  TEST_CASE("a stop ends a sleep at once") {
    const auto clock = edgee::make_clock();
    std::stop_source source;
    const edgee::TimePoint before = clock->now();
    const std::jthread stopper([&source] { source.request_stop(); });
    CHECK_FALSE(clock->sleep(std::chrono::hours(1), source.get_token()));
    CHECK(clock->now() - before < std::chrono::seconds(2));
  }

  TEST_CASE("wall time is the time of day") {
    const auto clock = edgee::make_clock();
    CHECK(clock->wall_now().time_since_epoch() > std::chrono::hours(24 * 365 * 50));
  }
}

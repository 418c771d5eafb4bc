#include "core/dialect/retry_after.h"

#include <chrono>
#include <string>

#include <doctest/doctest.h>

using edgee::HeaderList;
using edgee::read_retry_after;
using edgee::WallTime;

namespace {

constexpr std::chrono::sys_days kDay = std::chrono::year(2026) / 11 / 20;
const WallTime kNow = kDay + std::chrono::hours(23);

}  // namespace

TEST_SUITE("core/dialect/retry_after") {
  TEST_CASE("milliseconds come before seconds and seconds before dates") {
    struct Row {
      HeaderList headers;
      long long milliseconds;
    };
    const Row rows[] = {
        {{{"Retry-After", "2"}}, 2000},
        {{{"retry-after", " 0.5 "}}, 500},
        {{{"retry-after", "0"}}, 0},
        {{{"retry-after", "-3"}}, 0},
        {{{"retry-after", "121180"}}, 121'180'000},
        {{{"retry-after-ms", "150"}, {"retry-after", "2"}}, 150},
        {{{"retry-after-ms", "soon"}, {"retry-after", "2"}}, 2000},
        {{{"retry-after", "Fri, 20 Nov 2026 23:00:30 GMT"}}, 30'000},
        {{{"retry-after", "Fri, 20 Nov 2026 22:00:00 GMT"}}, 0},
    };
    for (const Row& row : rows) {
      CAPTURE(row.headers.front().value);
      const auto wait = read_retry_after(row.headers, kNow);
      REQUIRE(wait);
      CHECK(wait->count() == row.milliseconds);
    }
  }

  TEST_CASE("no header and no sense are no wait") {
    for (const std::string value :
         {"", "soon", "2 s", "1e999", "nan(", "Fri, 20 Nov 2026", "\x80"}) {
      CAPTURE(value);
      CHECK_FALSE(read_retry_after({{"retry-after", value}}, kNow));
    }
    CHECK_FALSE(read_retry_after({}, kNow));
  }

  TEST_CASE("dates are read in both forms") {
    const WallTime expected = kDay + std::chrono::hours(23) + std::chrono::minutes(5);
    CHECK(edgee::parse_http_date("Fri, 20 Nov 2026 23:05:00 GMT") == expected);
    CHECK(edgee::parse_rfc3339("2026-11-20T23:05:00Z") == expected);
    CHECK(edgee::parse_rfc3339("2026-11-20T23:05:00.123Z") == expected);
    CHECK(edgee::parse_rfc3339("2026-11-21T01:05:00+02:00") == expected);
    CHECK(edgee::parse_rfc3339("2026-11-20T18:35:00-04:30") == expected);
    for (const std::string text :
         {"", "2026-11-20", "2026-13-20T23:05:00Z", "2026-02-30T00:00:00Z", "2026-11-20T25:00:00Z",
          "2026-11-20T23:05:00", "2026-11-20T23:05:00.", "9999-11-20T23:05:00Z"}) {
      CAPTURE(text);
      CHECK_FALSE(edgee::parse_rfc3339(text));
    }
    CHECK_FALSE(edgee::parse_http_date("Fri, 20 Foo 2026 23:05:00 GMT"));
  }

  TEST_CASE("epoch seconds must be near our time") {
    CHECK(edgee::parse_epoch_seconds("1795215600") ==
          WallTime(std::chrono::seconds(1'795'215'600)));
    CHECK_FALSE(edgee::parse_epoch_seconds("1795215600000"));
    CHECK_FALSE(edgee::parse_epoch_seconds("-1"));
    CHECK_FALSE(edgee::parse_epoch_seconds(""));
  }
}

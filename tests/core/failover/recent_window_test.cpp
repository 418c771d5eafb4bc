#include "core/failover/recent_window.h"

#include <vector>

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const TimePoint kNow{std::chrono::hours(1000)};
const Target kGlm{"zai", "glm-5", ""};

RecentAnswer good(TimePoint at, Duration first_content = milliseconds(500)) {
  return {at, false, first_content};
}
RecentAnswer bad(TimePoint at) {
  return {at, true, {}};
}

WindowRules error_rate(double over, int least) {
  return {.slow = {}, .error_rate = ErrorRateRule{.over = over, .least = least}};
}
WindowRules slow(double share, int least) {
  return {.slow = SlowRule{.share = share, .least = least}, .error_rate = {}};
}

std::vector<RecentAnswer> answers(int failed, int fine) {
  std::vector<RecentAnswer> all;
  for (int i = 0; i < failed; ++i)
    all.push_back(bad(kNow - seconds(10)));
  for (int i = 0; i < fine; ++i)
    all.push_back(good(kNow - seconds(5)));
  return all;
}

}  // namespace

TEST_SUITE("core/failover/recent_window") {
  TEST_CASE("too many failures among enough answers") {
    struct Row {
      int failed;
      int fine;
      double over;
      int least;
      const char* reason;
    };
    const Row rows[] = {
        {5, 15, 0.05, 20, "5 of its last 20 answers failed"},
        {2, 18, 0.05, 20, "2 of its last 20 answers failed"},
        {1, 19, 0.05, 20, ""},  // just the share, not over it
        {7, 93, 0.07, 20, ""},
        {8, 92, 0.07, 20, "8 of its last 100 answers failed"},
        {5, 14, 0.05, 20, ""},  // too few to judge
        {1, 0, 0.05, 1, "1 of its last 1 answers failed"},
        {0, 50, 0.05, 20, ""},
    };
    for (const Row& row : rows) {
      CAPTURE(row.failed);
      CAPTURE(row.fine);
      CHECK(crossed_rule(answers(row.failed, row.fine), error_rate(row.over, row.least), kNow) ==
            row.reason);
    }
  }

  TEST_CASE("too many answers that were slow to begin") {
    std::vector<RecentAnswer> all;
    for (int i = 0; i < 10; ++i)
      all.push_back(good(kNow, i < 6 ? milliseconds(8001) : milliseconds(8000)));
    CHECK(crossed_rule(all, slow(0.5, 10), kNow) ==
          "6 of its last 10 answers took longer than 8 s to begin");
    CHECK(crossed_rule(all, slow(0.6, 10), kNow) ==
          "6 of its last 10 answers took longer than 8 s to begin");
    CHECK(crossed_rule(all, slow(0.61, 10), kNow).empty());
    CHECK(crossed_rule(all, slow(0.5, 11), kNow).empty());
    // Failures that never began say nothing about how fast it is.
    all.push_back(bad(kNow));
    CHECK(crossed_rule(all, slow(0.5, 11), kNow).empty());
  }

  TEST_CASE("what lies before the window is forgotten") {
    std::vector<RecentAnswer> all(20, bad(kNow - minutes(5)));
    CHECK(crossed_rule(all, error_rate(0.05, 20), kNow) == "20 of its last 20 answers failed");
    CHECK(crossed_rule(all, error_rate(0.05, 20), kNow + milliseconds(1)).empty());
  }

  TEST_CASE("a rule that is off is never crossed") {
    CHECK(crossed_rule(answers(50, 0), WindowRules{}, kNow).empty());
    RecentWindow window;
    for (int i = 0; i < 50; ++i)
      CHECK(window.add(kGlm, bad(kNow), WindowRules{}).empty());
  }

  TEST_CASE("the reason is given once, then the target begins anew") {
    RecentWindow window;
    const WindowRules rules = error_rate(0.5, 4);
    std::vector<std::string> said;
    for (int i = 0; i < 8; ++i)
      said.push_back(window.add(kGlm, bad(kNow + seconds(i)), rules));
    CHECK(said == std::vector<std::string>{"", "", "", "4 of its last 4 answers failed", "", "", "",
                                           "4 of its last 4 answers failed"});
  }

  TEST_CASE("targets are judged apart, also by their keys") {
    RecentWindow window;
    const WindowRules rules = error_rate(0.5, 4);
    for (int i = 0; i < 3; ++i) {
      CHECK(window.add(kGlm, bad(kNow), rules).empty());
      CHECK(window.add({"zai", "glm-5", "zai/work"}, bad(kNow), rules).empty());
    }
    CHECK_FALSE(window.add(kGlm, bad(kNow), rules).empty());
  }

  TEST_CASE("of very many answers the last 200 are kept") {
    RecentWindow window;
    const WindowRules rules = error_rate(0.5, 200);
    for (int i = 0; i < 199; ++i)
      CHECK(window.add(kGlm, good(kNow), rules).empty());
    for (int i = 0; i < 100; ++i)
      CHECK(window.add(kGlm, bad(kNow), rules).empty());
    CHECK(window.add(kGlm, bad(kNow), rules) == "101 of its last 200 answers failed");
  }
}

}  // namespace edgee

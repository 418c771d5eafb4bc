#include "core/failover/plan_caps.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr WallTime kNow{seconds(1'800'000'000)};

PlanWindow window(const std::string& name, double used, std::optional<Duration> resets_in) {
  PlanWindow made;
  made.name = name;
  made.used = used;
  if (resets_in) made.resets_at = kNow + *resets_in;
  return made;
}

std::string reasons(const std::vector<PlanWindow>& windows, std::optional<double> share) {
  std::string text;
  for (const PlanCap& cap : find_caps(windows, share, kNow))
    text += cap.reason + ";";
  return text;
}

}  // namespace

TEST_SUITE("core/failover/plan_caps") {
  TEST_CASE("a window counts from the share on, and its edge belongs to it") {
    CHECK(reasons({window("5h", 0.979, hours(1))}, 0.98).empty());
    CHECK(reasons({window("5h", 0.98, hours(1))}, 0.98) == "the 5-hour window is 98 % used;");
    CHECK(reasons({window("7d", 1.25, hours(1))}, 0.98) == "the weekly window is 125 % used;");
    CHECK(reasons({window("5h", 0.999, hours(1))}, 1.0).empty());
    CHECK(reasons({window("7d", 1.25, hours(1))}, std::nullopt).empty());
  }

  TEST_CASE("a rejected window counts whatever the share is") {
    PlanWindow opus = window("7d_opus", 0.4, hours(1));
    opus.rejected = true;
    CHECK(reasons({opus}, std::nullopt) == "the weekly window of the Opus models is used up;");
  }

  TEST_CASE("what refills within a minute is left to itself") {
    CHECK(reasons({window("requests", 1, seconds(60))}, 0.98).empty());
    CHECK(reasons({window("requests", 1, seconds(61))}, 0.98) ==
          "the window \"requests\" is 100 % used;");
    CHECK(reasons({window("requests", 1, std::nullopt)}, 0.98).empty());
    CHECK(reasons({window("requests", 1, seconds(-5))}, 0.98).empty());
  }

  TEST_CASE("of two full windows of an account the one that resets last decides") {
    const std::vector<PlanWindow> windows{window("5h", 1, hours(1)), window("7d", 1, hours(80))};
    const auto caps = find_caps(windows, 0.98, kNow);
    REQUIRE(caps.size() == 1);
    CHECK(caps[0].resets_at == kNow + hours(80));
    CHECK(caps[0].reason == "the weekly window is 100 % used");
  }

  TEST_CASE("a family's window is apart from the account's") {
    std::vector<PlanWindow> windows{window("5h", 1, hours(1)), window("7d_opus", 1, hours(80))};
    windows[1].scope = Scope::family;
    windows[1].family = "opus";
    CHECK(find_caps(windows, 0.98, kNow).size() == 2);
  }

  TEST_CASE("a step's setting wins over the general one") {
    const TriggerOverrides global{{"plan_cap", {std::nullopt, 0.9}}};
    const TriggerOverrides step{{"plan_cap", {std::nullopt, 0.5}}};
    const TriggerOverrides off{{"plan_cap", {false, std::nullopt}}};
    CHECK(cap_setting({nullptr, nullptr, false}).enabled);
    CHECK_FALSE(cap_setting({nullptr, nullptr, false}).share);
    CHECK(cap_setting({&global, nullptr, false}).share == 0.9);
    CHECK(cap_setting({&global, &step, false}).share == 0.5);
    CHECK_FALSE(cap_setting({&global, &off, false}).enabled);
    CHECK(cap_setting({&off, &step, false}).share == 0.5);
  }
}

}  // namespace edgee

#include "core/dialect/plan_windows.h"

#include <cmath>

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr WallTime kNow{seconds(1'800'000'000)};  // 2027-01-15 08:00:00 UTC

// "5h account 62 % +2h" and the like, so that a row of windows reads as one text.
std::string text_of(const HeaderList& headers) {
  std::string text;
  for (const PlanWindow& window : read_plan_windows(headers, kNow)) {
    text += window.name + (window.scope == Scope::account  ? " account"
                           : window.scope == Scope::family ? " family"
                                                           : " model");
    if (!window.family.empty()) text += "=" + window.family;
    text += " " + std::to_string(std::lround(window.used * 1000));
    if (window.resets_at) {
      text += " +" +
              std::to_string(std::chrono::duration_cast<seconds>(*window.resets_at - kNow).count());
    }
    text += window.rejected ? " rejected; " : "; ";
  }
  return text;
}

}  // namespace

TEST_SUITE("core/dialect/plan_windows") {
  TEST_CASE("the windows of a subscription are read from a good answer") {
    CHECK(text_of({{"anthropic-ratelimit-unified-status", "allowed"},
                   {"Anthropic-Ratelimit-Unified-5h-Status", "allowed"},
                   {"anthropic-ratelimit-unified-5h-utilization", "0.62"},
                   {"anthropic-ratelimit-unified-5h-reset", "1800007200"},
                   {"anthropic-ratelimit-unified-7d-status", "allowed_warning"},
                   {"anthropic-ratelimit-unified-7d-utilization", "1.013"},
                   {"anthropic-ratelimit-unified-7d-reset", "1800300000"}}) ==
          "5h account 620 +7200; 7d account 1013 +300000; ");
  }

  TEST_CASE("a family's window names its family, the largest models' is that of the model asked") {
    CHECK(text_of({{"anthropic-ratelimit-unified-7d_oi-status", "rejected"},
                   {"anthropic-ratelimit-unified-7d_oi-reset", "1800000060"},
                   {"anthropic-ratelimit-unified-7d_opus-utilization", "0.5"},
                   {"anthropic-ratelimit-unified-7d_sonnet-utilization", "0.25"}}) ==
          "7d_oi family 1000 +60 rejected; 7d_opus family=opus 500; 7d_sonnet family=sonnet 250; ");
  }

  TEST_CASE("extra usage is no window, and nonsense is none either") {
    CHECK(text_of({{"anthropic-ratelimit-unified-overage-status", "rejected"},
                   {"anthropic-ratelimit-unified-overage-utilization", "1.0"},
                   {"anthropic-ratelimit-unified-5h-utilization", "much"},
                   {"anthropic-ratelimit-unified-7d-utilization", "-1"},
                   {"anthropic-ratelimit-unified-7d_opus-utilization", "nan"},
                   {"anthropic-ratelimit-requests-limit", "0"},
                   {"anthropic-ratelimit-requests-remaining", "0"},
                   {"x-ratelimit-remaining-requests", "3"},
                   {"x-codex-primary-used-percent", ""}})
              .empty());
  }

  TEST_CASE("the rates of an Anthropic key are the model's") {
    CHECK(text_of({{"anthropic-ratelimit-requests-limit", "50"},
                   {"anthropic-ratelimit-requests-remaining", "1"},
                   {"anthropic-ratelimit-requests-reset", "2027-01-15T08:00:30Z"},
                   {"anthropic-fast-input-tokens-limit", "1000"},
                   {"anthropic-fast-input-tokens-remaining", "1000"}}) ==
          "ratelimit-requests model 980 +30; fast-input-tokens model 0; ");
  }

  TEST_CASE("OpenAI's resets are waits, others' are moments or seconds since 1970") {
    CHECK(text_of({{"x-ratelimit-limit-requests", "10000"},
                   {"x-ratelimit-remaining-requests", "100"},
                   {"x-ratelimit-reset-requests", "6m0s"},
                   {"x-ratelimit-limit-tokens", "200"},
                   {"x-ratelimit-remaining-tokens", "50"},
                   {"x-ratelimit-reset-tokens", "1200ms"}}) ==
          "requests model 990 +360; tokens model 750 +1; ");
    CHECK(text_of({{"x-ratelimit-limit-requests-day", "14400"},
                   {"x-ratelimit-remaining-requests-day", "0"},
                   {"x-ratelimit-reset-requests-day", "33011.382867"}}) ==
          "requests-day model 1000 +33011; ");
    for (const char* const reset :
         {"2027-01-15T09:00:00Z", "1800003600", "1800003600000", "3600", "1h0m0s"}) {
      CAPTURE(reset);
      CHECK(text_of({{"x-ratelimit-limit-tokens", "4"},
                     {"x-ratelimit-remaining-tokens", "1"},
                     {"x-ratelimit-reset-tokens", reset}}) == "tokens model 750 +3600; ");
    }
  }

  TEST_CASE("the windows of a ChatGPT plan are the account's") {
    CHECK(text_of({{"x-codex-primary-used-percent", "98.5"},
                   {"x-codex-primary-window-minutes", "300"},
                   {"x-codex-primary-reset-at", "1800003600"},
                   {"x-codex-secondary-used-percent", "31"},
                   {"x-codex-secondary-window-minutes", "10080"},
                   {"x-codex-secondary-reset-after-seconds", "86400"}}) ==
          "5h account 985 +3600; 7d account 310 +86400; ");
    CHECK(text_of({{"x-codex-primary-used-percent", "5"},
                   {"x-codex-primary-window-minutes", "90"},
                   {"x-codex-secondary-used-percent", "6"}}) ==
          "90m account 50; secondary account 60; ");
  }
}

}  // namespace edgee

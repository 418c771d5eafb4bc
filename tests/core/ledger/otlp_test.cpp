#include "core/ledger/otlp.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "tests/support/recordings.h"

namespace edgee {
namespace {

const WallTime kNow(std::chrono::seconds(1'800'000'000));
const OtlpFacts kFacts{"1.2.3", "anthropic", {{"mistral", "api.mistral.ai"}}};

// The plan is used up, then another provider answers.
RequestAttempts failover() {
  AttemptEvent failed;
  failed.at = kNow;
  failed.launch = "launch";
  failed.session = "session";
  failed.agent = "claude";
  failed.request = "one";
  failed.chain = "default";
  failed.target = "agent";
  failed.model = failed.asked_model = "claude-opus-4-8";
  failed.request_class = "main";
  failed.status = 429;
  failed.trigger = "plan_cap";
  failed.verdict = "next";
  failed.reason = "the plan's window is used up (429)";
  failed.took = Duration(400);
  AttemptEvent answered = failed;
  answered.at += Duration(400);
  answered.since_request = Duration(400);
  answered.step = 1;
  answered.number = 2;
  answered.target = "mistral/devstral-2512";
  answered.model = "devstral-2512";
  answered.status = 200;
  answered.trigger.clear();
  answered.verdict = "done";
  answered.reason.clear();
  answered.took = Duration(2000);
  answered.usage = {.input = 1000, .cache_read = 200, .cache_write = 30, .output = 450};
  answered.cost_usd = 0.25;
  return {failed, answered};
}

RequestAttempts gone() {
  AttemptEvent event;
  event.at = kNow;
  event.request = "two";
  event.target = "agent";
  event.asked_model = event.model = "claude-opus-4-8";
  event.verdict = "agent_gone";
  event.took = Duration(10);
  return {event};
}

void check_golden(const char* name, const std::string& text) {
  golden::compare(golden::root() / "otlp" / name, golden::laid_out(text));
}

}  // namespace

TEST_SUITE("core/ledger/otlp") {
  TEST_CASE("a request is a span, its attempts are span events") {
    check_golden("traces.json", otlp_traces(std::vector{failover(), gone()}, kFacts));
  }

  TEST_CASE("tokens, durations and switches are metrics of the batch") {
    check_golden("metrics.json", otlp_metrics(std::vector{failover(), gone()}, kFacts,
                                              kNow - std::chrono::seconds(5), kNow));
  }

  TEST_CASE("ids are hex of the right length, the same for the same request only") {
    const auto span_of = [](const RequestAttempts& attempts) {
      const auto json = parse_json(otlp_traces(std::vector<RequestAttempts>{attempts}, kFacts));
      REQUIRE(json);
      return (*json)["resourceSpans"][0]["scopeSpans"][0]["spans"][0];
    };
    const Json one = span_of(failover());
    CHECK(string_member(one, "traceId").size() == 32);
    CHECK(string_member(one, "spanId").size() == 16);
    CHECK(string_member(one, "traceId").find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(one == span_of(failover()));
    CHECK(string_member(one, "traceId") != string_member(span_of(gone()), "traceId"));
  }
}

}  // namespace edgee

// What one request's answer means for the next: windows that are nearly used up, families, loops of
// tool calls.
#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const std::string kReset = "1800010800";  // in three hours

HeaderList windows(const std::string& five_hours, const std::string& opus_status = "allowed") {
  return {{"content-type", "text/event-stream"},
          {"anthropic-ratelimit-unified-status", "allowed"},
          {"anthropic-ratelimit-unified-5h-status", "allowed"},
          {"anthropic-ratelimit-unified-5h-utilization", five_hours},
          {"anthropic-ratelimit-unified-5h-reset", kReset},
          {"anthropic-ratelimit-unified-7d_opus-status", opus_status},
          {"anthropic-ratelimit-unified-7d_opus-reset", kReset}};
}

HeaderList rejected_opus() {
  return {{"content-type", "application/json"},
          {"anthropic-ratelimit-unified-status", "rejected"},
          {"anthropic-ratelimit-unified-reset", kReset},
          {"anthropic-ratelimit-unified-5h-status", "allowed"},
          {"anthropic-ratelimit-unified-7d-status", "allowed"},
          {"anthropic-ratelimit-unified-representative-claim", "seven_day_opus"}};
}

std::string body_for(const std::string& model, bool tool_result = false) {
  const std::string content =
      tool_result ? R"([{"type":"tool_result","tool_use_id":"t","content":"ok"}])" : R"("hello")";
  return R"({"model":")" + model + R"(","max_tokens":10,"messages":[{"role":"user","content":)" +
         content + R"(}],"stream":true})";
}

struct TwoSteps : World {
  TwoSteps() {
    step("agent");
    step("messages/glm-5");
    for (int i = 0; i < 4; ++i)
      up.on(kMessages).head(200).chunk(whole_stream("second")).end();
  }
  std::string target_of(const std::string& body) {
    return std::string(header_value(ask(body).headers, "x-edgee-target"));
  }
};

}  // namespace

TEST_SUITE("core/proxy/health") {
  TEST_CASE("a plan that is used up to the share is left before it refuses") {
    TwoSteps world;
    world.config->triggers["plan_cap"].at = 0.98;
    world.up.on(kVendor).head(200, windows("0.97")).chunk(whole_stream("a")).end();
    world.up.on(kVendor).head(200, windows("0.985")).chunk(whole_stream("b")).end();
    world.up.on(kVendor).head(200, windows("0.01")).chunk(whole_stream("c")).end();
    CHECK(world.target_of(request_body()) == "agent");
    CHECK(world.target_of(request_body()) == "agent");
    CHECK(world.target_of(request_body()) == "messages/glm-5");
    CHECK(world.store.events().back().reason ==
          "agent rests: the 5-hour window is 98 % used, for another 180 min");
    world.clock.advance(hours(3));
    CHECK(world.target_of(request_body()) == "agent");
    const auto seen = world.health.windows();
    CHECK(seen.size() <= 1);
  }

  TEST_CASE("without a share a plan is used to its end") {
    TwoSteps world;
    for (int i = 0; i < 2; ++i)
      world.up.on(kVendor).head(200, windows("1.02")).chunk(whole_stream("a")).end();
    CHECK(world.target_of(request_body()) == "agent");
    CHECK(world.target_of(request_body()) == "agent");
  }

  TEST_CASE("a family's window that is used up shuts out its models and no others") {
    TwoSteps world;
    world.up.on(kVendor).reply(429, error_body("rate_limit_error", "limit"), rejected_opus());
    world.up.on(kVendor).head(200, windows("0.1")).chunk(whole_stream("a")).end();
    CHECK(world.target_of(body_for("claude-opus-5-5")) == "messages/glm-5");
    CHECK(world.target_of(body_for("claude-opus-4-8")) == "messages/glm-5");
    CHECK(world.target_of(body_for("claude-sonnet-5-5")) == "agent");
    CHECK(world.up.sent.size() == 4);
  }

  TEST_CASE("what another model's answer says of a family counts before the family is asked") {
    TwoSteps world;
    world.up.on(kVendor).head(200, windows("0.1", "rejected")).chunk(whole_stream("a")).end();
    CHECK(world.target_of(body_for("claude-haiku-5-5")) == "agent");
    CHECK(world.target_of(body_for("claude-opus-5-5")) == "messages/glm-5");
  }

  TEST_CASE("a turn that began on the second step ends there, and the next one goes back") {
    TwoSteps world;
    world.up.on(kVendor).reply(529, error_body("overloaded_error", "Overloaded"));
    world.up.on(kVendor).head(200).chunk(whole_stream("a")).end();
    CHECK(world.target_of(body_for("claude-opus-5-5")) == "messages/glm-5");
    world.clock.advance(minutes(1));
    CHECK(world.target_of(body_for("claude-opus-5-5", true)) == "messages/glm-5");
    CHECK(world.store.events().back().reason == "messages/glm-5 goes on with the turn it answers");
    CHECK(world.target_of(body_for("claude-opus-5-5")) == "agent");
  }

  TEST_CASE("without a network nobody is blamed, and a server on this machine answers at once") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.step("local/glm-5");
    world.add_provider("local", DialectId::anthropic_messages, "http://127.0.0.1:11434");
    world.config->providers["local"].local = true;
    world.secrets.keys["local"] = "key-of-local";
    world.up.on(kVendor).fail(FailureKind::dns);
    world.up.on(kMessages).fail(FailureKind::unreachable);
    world.up.on("http://127.0.0.1").head(200).chunk(whole_stream("local")).end();
    CHECK(header_value(world.ask().headers, "x-edgee-target") == "local/glm-5");
    CHECK(world.verdicts() == "agent:dns>next messages/glm-5:connect>next local/glm-5:done");
    // The network is back: nobody rests.
    world.up.on(kVendor).head(200).chunk(whole_stream("back")).end();
    CHECK(header_value(world.ask().headers, "x-edgee-target") == "agent");
  }

  TEST_CASE("without a network and without a local server the request waits for it") {
    World world;
    world.step("agent");
    for (int i = 0; i < 9; ++i)
      world.up.on(kVendor).fail(FailureKind::dns);
    world.up.on(kVendor).head(200).chunk(whole_stream("back")).end();
    const TimePoint began = world.clock.now();
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 200);
    CHECK(agent.finished);
    CHECK(world.clock.now() - began >= std::chrono::seconds(6));
  }

  TEST_CASE("without a network no provider is blamed, and with one the host that has no name is") {
    TwoSteps world;
    world.up.on(kVendor).fail(FailureKind::dns);
    const Target agent{"agent", "claude-opus-4-8", ""};
    CHECK(world.target_of(request_body()) == "messages/glm-5");
    CHECK(world.health.standing(agent).fitness == Fitness::sick);

    World offline;
    offline.config->chains["default"].budget = Duration(0);  // it does not wait for the network
    offline.step("agent");
    offline.step("messages/glm-5").tries = 1;
    offline.up.on(kVendor).fail(FailureKind::unreachable);
    offline.up.on(kMessages).fail(FailureKind::dns);
    offline.ask();
    CHECK(offline.verdicts() == "agent:connect>next messages/glm-5:dns>give_up");
    CHECK(offline.health.standing(agent).fitness == Fitness::healthy);
    CHECK(offline.health.standing({"messages", "glm-5", ""}).fitness == Fitness::healthy);
  }
}

}  // namespace edgee

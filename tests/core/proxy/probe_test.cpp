// The one small request of `edgee chain test` and `edgee key test`, on fakes.
#include "core/proxy/probe.h"

#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

ProbeResult probe(World& world, const std::string& target) {
  const Step step = world.step(target);
  return probe_step(world.services, *world.config, step);
}

}  // namespace

TEST_SUITE("core/proxy/probe") {
  TEST_CASE("a step that answers gives its words, its time and its cost, and no event") {
    World world;
    world.up.on(kMessages)
        .after(Duration(30))
        .reply(
            200,
            R"({"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",)"
            R"("content":[{"type":"text","text":"OK"}],"usage":{"input_tokens":9,"output_tokens":1}})");
    const ProbeResult result = probe(world, "messages/m");
    CHECK(result.answered);
    CHECK(result.words == "OK");
    CHECK(result.event.took == Duration(30));
    CHECK(result.event.usage.input == 9);
    CHECK(world.store.events().empty());
    REQUIRE(world.up.sent.size() == 1);
    CHECK(world.up.sent[0].secret_header == "Authorization: Bearer key-of-messages");
  }

  TEST_CASE("a step that does not says why, in words for its user") {
    World world;
    world.up.on(kMessages).reply(401, error_body("authentication_error", "invalid key"));
    const ProbeResult refused = probe(world, "messages/m");
    CHECK_FALSE(refused.answered);
    CHECK(refused.event.trigger == "unauthorized");
    CHECK(refused.words == "invalid key");

    world.up.on(kMessages).reply(401, error_body("x", "key-of-messages is no key"));
    CHECK(probe(world, "messages/m").words == "[the key] is no key");

    world.up.on(kChat).reply(200, "<html>", {{"content-type", "text/html"}});
    const ProbeResult garbage = probe(world, "chat/m");
    CHECK_FALSE(garbage.answered);
    CHECK(garbage.words == "a 200 that is no message");

    world.secrets.keys.clear();
    const ProbeResult keyless = probe(world, "messages/m");
    CHECK_FALSE(keyless.answered);
    CHECK(keyless.words.find("edgee key set messages") != std::string::npos);
  }

  TEST_CASE("one request is all a probe costs, and it leaves health alone") {
    World world;
    world.up.on(kMessages).reply(529, error_body("overloaded_error", "Overloaded"));
    const ProbeResult result = probe(world, "messages/m");
    CHECK_FALSE(result.answered);
    CHECK(world.up.sent.size() == 1);
    const Target target{"messages", "m", ""};
    CHECK(world.health.standing(target).fitness == Fitness::healthy);
  }
}

}  // namespace edgee

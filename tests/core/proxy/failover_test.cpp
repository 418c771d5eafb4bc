// The proxy's promises before the first content, on fakes: who is asked, what the agent sees, what
// is recorded.
#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

}  // namespace

TEST_SUITE("core/proxy/failover") {
  TEST_CASE("a healthy answer reaches the agent byte for byte") {
    World world;
    world.step("agent");
    const std::string stream =
        ": a comment\n\n" + message_start() + sse("ping", "") + text_block("Hi") + message_end();
    world.up.on(kVendor).head(200).chunk(stream.substr(0, 50)).chunk(stream.substr(50)).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 200);
    CHECK(agent.body == stream);
    CHECK(agent.finished);
    CHECK(header_value(agent.headers, "x-edgee-target") == "agent");
    CHECK(header_value(agent.headers, "x-edgee-attempts") == "1");
    CHECK(world.verdicts() == "agent:done");
  }

  TEST_CASE("the healthy request goes out as it came, with the agent's own credential") {
    World world;
    world.step("agent");
    world.up.on(kVendor).head(200).chunk(whole_stream("Hi")).end();
    world.ask();
    REQUIRE(world.up.sent.size() == 1);
    const SentRequest& sent = world.up.sent[0];
    CHECK(sent.url == kVendor + "/v1/messages?beta=true");
    CHECK(sent.body == request_body());
    CHECK(sent.secret_header.empty());
    std::string names;
    for (const Header& header : sent.headers)
      names += header.name + ": " + header.value + "\n";
    CHECK(names ==
          "X-Api-Key: sk-ant-api03-mine\nanthropic-version: 2023-06-01\n"
          "anthropic-beta: context-management-2025-06-27,new-beta\n"
          "Content-Type: application/json\nX-Claude-Code-Session-Id: session-1\n"
          "accept-encoding: identity\n");
  }

  TEST_CASE("a 529 is answered by the next step with its own key, model and host") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).reply(529, error_body("overloaded_error", "Overloaded"));
    world.up.on(kMessages).head(200).chunk(whole_stream("from the second")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.body == whole_stream("from the second"));
    CHECK(header_value(agent.headers, "x-edgee-target") == "messages/glm-5");
    CHECK(header_value(agent.headers, "x-edgee-attempts") == "2");
    REQUIRE(world.up.sent.size() == 2);
    const SentRequest& second = world.up.sent[1];
    CHECK(second.url == kMessages + "/v1/messages");
    CHECK(second.secret_header == "Authorization: Bearer key-of-messages");
    CHECK(find_header(second.headers, "x-api-key") == nullptr);
    CHECK(second.body.find("\"model\":\"glm-5\"") != std::string::npos);
    CHECK(second.body.find("sk-ant") == std::string::npos);
    CHECK(world.verdicts() == "agent:overloaded>next messages/glm-5:done");
  }

  TEST_CASE("the next step may speak another dialect") {
    World world;
    world.step("agent");
    world.step("chat/qwen3");
    world.up.on(kVendor).reply(529, error_body("overloaded_error", "Overloaded"));
    world.up.on(kChat).head(200).chunk(chat_stream("from chat")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 200);
    CHECK(header_value(agent.headers, "content-type") == "text/event-stream");
    CHECK(agent.body.find("event: message_start") == 0);
    CHECK(agent.body.find("from chat") != std::string::npos);
    CHECK(agent.body.find("event: message_stop") != std::string::npos);
    CHECK(agent.finished);
    CHECK(world.up.sent[1].url == kChat + "/chat/completions");
    CHECK(world.up.sent[1].secret_header == "Authorization: Bearer key-of-chat");
  }

  TEST_CASE("a non-streaming request fails over as well, and is answered in the agent's dialect") {
    World world;
    world.step("agent");
    world.step("chat/qwen3");
    world.up.on(kVendor).reply(500, error_body("api_error", "Internal server error"));
    world.up.on(kChat).reply(
        200, R"({"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"whole"},)"
             R"("finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
    const FakeSink& agent = world.ask(request_body(false));
    CHECK(agent.status == 200);
    CHECK(agent.length == agent.body.size());
    CHECK(agent.body.find("\"text\":\"whole\"") != std::string::npos);
    CHECK(agent.body.find("\"stop_reason\":\"end_turn\"") != std::string::npos);
  }

  TEST_CASE("the next step's connection is opened ahead of need") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).head(200).chunk(whole_stream("Hi")).end();
    world.ask();
    CHECK(world.up.warmed == std::vector<std::string>{kMessages});
  }

  TEST_CASE("nothing reaches the agent before the first content") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).head(200).chunk(message_start("msg_dead")).chunk(sse("ping", "")).end();
    world.up.on(kMessages).head(200).chunk(whole_stream("alive")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.body == whole_stream("alive"));
    CHECK(world.verdicts() == "agent:cut>next messages/glm-5:done");
  }

  TEST_CASE("with its trigger off, what breaks after content is passed on: a cut stays a cut") {
    World world;
    world.config->triggers["cut"].enabled = false;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor)
        .head(200)
        .chunk(message_start() + open_text("half"))
        .fail(FailureKind::cut, Phase::content);
    const FakeSink& agent = world.ask();
    CHECK(agent.body == message_start() + open_text("half"));
    CHECK(agent.aborted);
    CHECK_FALSE(agent.finished);
    CHECK(world.up.sent.size() == 1);
    CHECK(world.verdicts() == "agent:show");
  }

  TEST_CASE("a pooled connection that had idled out is dialled again and counts as no try") {
    World world;
    world.step("agent");
    world.up.on(kVendor).fail(FailureKind::reset, Phase::sent, true);
    world.up.on(kVendor).head(200).chunk(whole_stream("Hi")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.body == whole_stream("Hi"));
    CHECK(world.up.sent.size() == 2);
    CHECK(world.up.sent[1].fresh);
    CHECK(world.verdicts() == "agent:done");
  }

  TEST_CASE("a silent model is left after its first-token time, pings or not") {
    World world;
    world.step("messages/slow").timeouts.first_token = seconds(3);
    world.step("chat/qwen3");
    auto& slow = world.up.on(kMessages).head(200).chunk(message_start());
    for (int i = 0; i < 9; ++i)
      slow.after(seconds(1)).chunk(sse("ping", ""));
    world.up.on(kChat).head(200).chunk(chat_stream("quick")).end();
    const TimePoint began = world.clock.now();
    const FakeSink& agent = world.ask();
    CHECK(agent.body.find("quick") != std::string::npos);
    CHECK(world.clock.now() - began == seconds(3));
    CHECK(world.verdicts() == "messages/slow:timeout>next chat/qwen3:done");
    CHECK(world.up.cancelled == 1);
  }

  TEST_CASE("the agent that hangs up is nobody's failure") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).after(seconds(1)).agent_leaves();
    world.ask();
    CHECK(world.up.sent.size() == 1);
    CHECK(world.verdicts() == "agent:agent_gone");
    CHECK(world.health.standing({"agent", "claude-opus-4-8", ""}).fitness == Fitness::healthy);
  }

  // Codex does, at response.completed.
  TEST_CASE("the agent that hangs up behind the whole answer has been answered") {
    World world;
    world.step("agent");
    world.step("chat/qwen3");
    world.up.on(kVendor).reply(529, error_body("overloaded_error", "Overloaded"));
    world.up.on(kChat).head(200).chunk(chat_stream("all of it")).agent_leaves();
    world.ask();
    CHECK(world.verdicts() == "agent:overloaded>next chat/qwen3:done");
    CHECK(world.store.events().back().first_content);
  }

  TEST_CASE("a sick step is not asked again while it rests, and is when it has rested") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).reply(529, error_body("overloaded_error", "Overloaded"));
    for (int i = 0; i < 2; ++i)
      world.up.on(kMessages).head(200).chunk(whole_stream("second")).end();
    world.ask();
    world.ask();
    CHECK(world.up.sent.size() == 3);
    CHECK(world.store.events().back().reason.find("agent rests") == 0);
    world.clock.advance(seconds(11));
    world.up.on(kVendor).head(200).chunk(whole_stream("back")).end();
    CHECK(world.ask().body == whole_stream("back"));
  }

  TEST_CASE("a wait that overslept restarts its timers and blames nobody") {
    World world;
    world.step("agent").timeouts.head = seconds(5);
    // Suspended for an hour in the middle of a wait of 5 s: the fake's next wake-up is that late.
    world.up.on(kVendor).after(seconds(5)).head(200).chunk(whole_stream("still there")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.body == whole_stream("still there"));
  }

  TEST_CASE("every attempt is in the ledger with its tokens and its cost") {
    World world;
    world.step("agent");
    world.up.on(kVendor).after(milliseconds(250)).head(200).chunk(whole_stream("Hi")).end();
    world.ask();
    REQUIRE(world.store.events().size() == 1);
    const AttemptEvent event = world.store.events()[0];
    CHECK(event.launch == "launch-1");
    CHECK(event.session == "session-1");
    CHECK(event.agent == "claude");
    CHECK(event.chain == "default");
    CHECK(event.asked_model == "claude-opus-4-8");
    CHECK(event.status == 200);
    CHECK(event.first_byte == milliseconds(250));
    CHECK(event.usage.input == 100);
    CHECK(event.usage.cache_read == 7);
    CHECK(event.usage.output == 42);
    REQUIRE(event.cost_usd);
    CHECK(*event.cost_usd == doctest::Approx((100 * 5 + 7 * 0.5 + 42 * 25) / 1e6));
  }
}

}  // namespace edgee

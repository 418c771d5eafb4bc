// Who sees which error, and what the agent gets when the chain is exhausted.
#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

using std::chrono::seconds;

const std::string k401 = error_body("authentication_error", "OAuth token has expired");

}  // namespace

TEST_SUITE("core/proxy/errors") {
  TEST_CASE("the first 401 of a login goes to the agent unmodified, the second is a trigger") {
    World world;
    world.session.refreshable_login = true;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).reply(401, k401,
                               {{"content-type", "application/json"}, {"x-vendor", "1"}});
    const FakeSink& first = world.ask();
    CHECK(first.status == 401);
    CHECK(first.body == k401);
    CHECK(header_value(first.headers, "x-vendor") == "1");
    CHECK(world.verdicts() == "agent:show");
    world.up.on(kVendor).reply(401, k401);
    world.up.on(kMessages).head(200).chunk(whole_stream("second")).end();
    CHECK(world.ask().body == whole_stream("second"));
  }

  TEST_CASE("a minute later a 401 is the agent's again") {
    World world;
    world.session.refreshable_login = true;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).reply(401, k401);
    world.ask();
    world.clock.advance(seconds(61));
    world.up.on(kVendor).reply(401, k401);
    CHECK(world.ask().status == 401);
  }

  TEST_CASE("a plain API key's 401 is a trigger at once") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).reply(401, k401);
    world.up.on(kMessages).head(200).chunk(whole_stream("second")).end();
    CHECK(world.ask().body == whole_stream("second"));
  }

  TEST_CASE("another provider's 401 ends as a 502, never as a 401") {
    World world;
    world.step("messages/glm-5");
    world.up.on(kMessages).reply(401, R"({"error":{"message":"bad key","code":401}})");
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 502);
    CHECK(agent.body.find("bad key") != std::string::npos);
    CHECK(agent.body.find("\"type\":\"error\"") != std::string::npos);
    CHECK(header_value(agent.headers, "x-should-retry") == "false");
  }

  TEST_CASE("the agent's own 400 reaches it byte for byte") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    const std::string body = R"({ "type":"error", "error":{"type":"invalid_request_error",)"
                             R"("message":"thinking: blocks cannot be modified"}})";
    world.up.on(kVendor).reply(400, body);
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 400);
    CHECK(agent.body == body);
    CHECK(world.up.sent.size() == 1);
  }

  TEST_CASE("money wordings in a 400 are triggers") {
    World world;
    world.step("agent");
    world.step("messages/glm-5");
    world.up.on(kVendor).reply(
        400, error_body("invalid_request_error",
                        "You have reached your specified API usage limits. You will regain access "
                        "on 2099-01-01 at 00:00 UTC."));
    world.up.on(kMessages).head(200).chunk(whole_stream("second")).end();
    CHECK(world.ask().body == whole_stream("second"));
  }

  TEST_CASE("an overflow is the agent's to compact unless a later window is known to be larger") {
    const std::string overflow =
        error_body("invalid_request_error", "prompt is too long: 1200000 tokens > 1000000 maximum");
    World world;
    world.step("agent");
    world.step("messages/big");
    world.up.on(kVendor).reply(400, overflow);
    CHECK(world.ask().body == overflow);

    World larger;
    larger.step("agent");
    larger.step("messages/big");
    ModelInfo big;
    big.provider = "messages";
    big.id = "big";
    big.window = 2'000'000;
    larger.config->models.push_back(big);
    larger.up.on(kVendor).reply(400, overflow);
    larger.up.on(kMessages).head(200).chunk(whole_stream("it fits")).end();
    CHECK(larger.ask().body == whole_stream("it fits"));
  }

  TEST_CASE(
      "an agent that would shorten without end is told so often that it is too long, and no more") {
    World world;
    world.session.agent.most_overflows = 2;
    world.step("agent");
    const std::string overflow =
        error_body("invalid_request_error", "prompt is too long: 1200000 tokens > 1000000 maximum");
    const std::string with_tools =
        R"({"model":"claude-opus-4-8","max_tokens":1024,"stream":true,"tools":[{"name":"Bash",)"
        R"("input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"hello"}]})";
    const auto refused = [&world, &overflow](const std::string& body) {
      world.up.on(kVendor).reply(400, overflow);
      return world.ask(body).body;
    };
    const auto answered = [&world](const std::string& body) {
      world.up.on(kVendor).head(200).chunk(whole_stream("shorter")).end();
      CHECK(world.ask(body).body == whole_stream("shorter"));
    };
    CHECK(refused(with_tools) == overflow);
    answered(request_body());  // the shortening
    CHECK(refused(with_tools) == overflow);
    answered(request_body());
    const std::string last = refused(with_tools);
    CHECK(world.sinks.back()->status == 400);
    CHECK(last.find("did not help") != std::string::npos);
    CHECK(last.find("too long") == std::string::npos);
    answered(with_tools);  // it is over
    CHECK(refused(with_tools) == overflow);
    world.headers[5].value = "session-2";
    CHECK(refused(with_tools) == overflow);
    world.headers[5].value = "session-1";
    world.session.agent.most_overflows = 0;  // whoever ends by itself
    for (int i = 0; i < 9; ++i)
      CHECK(refused(with_tools) == overflow);
  }

  TEST_CASE("when all fail the agent reads its own vendor's answer as it came") {
    World world;
    world.step("agent");
    world.step("messages/glm-5").tries = 1;
    const std::string body =
        R"({"type":"error","error":{"type":"rate_limit_error","message":"cap"}})";
    world.up.on(kVendor).reply(429, body,
                               {{"content-type", "application/json"},
                                {"retry-after", "121180"},
                                {"anthropic-ratelimit-unified-status", "rejected"},
                                {"anthropic-ratelimit-unified-reset", "1800100000"}});
    world.up.on(kMessages).reply(503, R"({"error":{"message":"down"}})");
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 429);
    CHECK(agent.body == body);
    CHECK(header_value(agent.headers, "retry-after") == "121180");
    CHECK(header_value(agent.headers, "anthropic-ratelimit-unified-status") == "rejected");
  }

  TEST_CASE("a step skipped as sick still lends its recorded words") {
    World world;
    world.step("agent");
    world.step("messages/glm-5").tries = 1;
    const std::string body =
        R"({"type":"error","error":{"type":"rate_limit_error","message":"cap"}})";
    world.up.on(kVendor).reply(429, body,
                               {{"anthropic-ratelimit-unified-status", "rejected"},
                                {"anthropic-ratelimit-unified-7d-status", "rejected"},
                                {"anthropic-ratelimit-unified-reset", "1800100000"}});
    world.up.on(kMessages).reply(503, "{}");
    world.ask();
    world.up.on(kMessages).reply(503, "{}");
    const FakeSink& agent = world.ask();
    CHECK(world.up.sent.size() == 3);
    CHECK(agent.status == 429);
    CHECK(agent.body == body);
  }

  TEST_CASE("plan limits of one account never show on another provider's answer") {
    World world;
    world.step("messages/glm-5");
    world.up.on(kMessages)
        .head(200, {{"content-type", "text/event-stream"},
                    {"anthropic-ratelimit-unified-status", "allowed"},
                    {"set-cookie", "a=b"},
                    {"request-id", "req_9"}})
        .chunk(whole_stream("Hi"))
        .end();
    const FakeSink& agent = world.ask();
    CHECK(find_header(agent.headers, "anthropic-ratelimit-unified-status") == nullptr);
    CHECK(find_header(agent.headers, "set-cookie") == nullptr);
    CHECK(header_value(agent.headers, "request-id") == "req_9");
  }

  TEST_CASE("the smallest wait within a minute is an integer retry-after") {
    World world;
    world.step("messages/a").tries = 1;
    world.step("chat/b").tries = 1;
    world.up.on(kMessages).reply(429, "{}", {{"retry-after", "50"}});
    world.up.on(kChat).reply(429, R"({"error":{"message":"slow down"}})",
                             {{"retry-after-ms", "7200"}});
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 429);
    CHECK(header_value(agent.headers, "retry-after") == "8");
    CHECK(find_header(agent.headers, "x-should-retry") == nullptr);
  }

  TEST_CASE("the last step is asked three times, with waits in between") {
    World world;
    world.step("agent");
    world.random.next = {300, 300};
    for (int i = 0; i < 3; ++i) {
      world.up.on(kVendor).reply(529, error_body("overloaded_error", "Overloaded"));
    }
    CHECK(world.ask().status == 529);
    REQUIRE(world.up.sent.size() == 3);
    CHECK(world.up.sent[1].at - world.up.sent[0].at == std::chrono::milliseconds(300));
    CHECK(world.verdicts() ==
          "agent:overloaded>again agent:overloaded>again agent:overloaded>give_up");
  }

  TEST_CASE("a missing key skips the step and says what to type") {
    World world;
    world.secrets.keys.erase("messages");
    world.step("messages/glm-5");
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 502);
    CHECK(agent.body.find("edgee key set messages") != std::string::npos);
    CHECK(world.up.sent.empty());
  }

  TEST_CASE("malformed requests get the dialect's error and never leave the machine") {
    World world;
    world.step("agent");
    for (const std::string body : {"", "{", "[1,2]", R"({"model":"m","messages":[)", "null"}) {
      CAPTURE(body);
      const FakeSink& agent = world.ask(body);
      CHECK(agent.status == 400);
      CHECK(agent.body.find("\"type\":\"error\"") != std::string::npos);
    }
    CHECK(world.up.sent.empty());
  }
}

TEST_SUITE("core/proxy/early head") {
  TEST_CASE(
      "the head waits for content, or for a minute, then the message begins and pings follow") {
    World world;
    world.step("agent");
    world.up.on(kVendor).head(200).chunk(message_start("msg_late"));
    // 50 s without content but with life on the wire, twice, then the answer.
    world.sinks.clear();
    auto& play = world.up.on(kVendor);
    (void)play;
    World late;
    late.from_claude_code();
    late.step("agent");
    auto& slow = late.up.on(kVendor).head(200);
    for (int i = 0; i < 12; ++i)
      slow.after(seconds(10)).chunk(sse("ping", ""));
    slow.chunk(whole_stream("at last")).end();
    const TimePoint began = late.clock.now();
    const FakeSink& agent = late.ask();
    CHECK(agent.head_at - began == seconds(60));
    CHECK(agent.body.find("event: message_start") == 0);
    CHECK(agent.body.find("event: ping") != std::string::npos);
    CHECK(agent.body.find("at last") != std::string::npos);
    CHECK(agent.finished);
    CHECK(agent.body.find(whole_stream("at last")) != std::string::npos);
  }

  TEST_CASE("behind an early head the next step still answers") {
    World world;
    world.from_claude_code();
    world.step("agent").timeouts.head = seconds(70);
    world.step("messages/glm-5");
    world.up.on(kVendor).after(seconds(100)).head(200);
    world.up.on(kMessages).head(200).chunk(whole_stream("second")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 200);
    CHECK(agent.body.find(whole_stream("second")) != std::string::npos);
  }

  TEST_CASE("behind an early head an exhausted chain is an error event, not a clean end") {
    World world;
    Step& step = world.step("agent");
    step.timeouts.head = seconds(70);
    step.tries = 1;
    world.up.on(kVendor).after(seconds(100)).head(200);
    const FakeSink& agent = world.ask();
    CHECK(agent.body.find("event: error") != std::string::npos);
    CHECK(agent.body.find("message_stop") == std::string::npos);
  }

  TEST_CASE("a non-streaming request never gets an early head") {
    World world;
    world.step("agent");
    world.up.on(kVendor)
        .after(seconds(100))
        .reply(
            200,
            R"({"id":"m","type":"message","role":"assistant","model":"m","content":[{"type":"text",)"
            R"("text":"late"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}})");
    const TimePoint began = world.clock.now();
    const FakeSink& agent = world.ask(request_body(false));
    CHECK(agent.head_at - began == seconds(100));
    CHECK(agent.status == 200);
  }
}

TEST_SUITE("core/proxy/admission") {
  TEST_CASE("a wrong token, host or origin is a bare 404") {
    World world;
    world.step("agent");
    const RequestHead good{"POST", "/TOKEN/v1/messages", world.headers};
    CHECK_FALSE(world.gateway.admit(good));
    const auto refused = [&world](RequestHead head) {
      const auto reply = world.gateway.admit(head);
      return reply && reply->status == 404 && reply->body.empty() && reply->headers.empty();
    };
    for (const char* target :
         {"/", "", "/token/v1/messages", "/TOKE/v1/messages", "/v1/messages", "/TOKENN/v1/messages",
          "/TOKEN%2fv1/messages", "TOKEN/v1/messages"}) {
      CAPTURE(target);
      CHECK(refused({"POST", target, world.headers}));
    }
    for (const char* host : {"evil.example", "127.0.0.1", "127.0.0.1:4712", "evil.example:4711",
                             "127.0.0.1:4711.evil.example"}) {
      CAPTURE(host);
      RequestHead head = good;
      set_header(head.headers, "host", host);
      CHECK(refused(head));
    }
    RequestHead twice = good;
    twice.headers.push_back({"Host", "127.0.0.1:4711"});
    CHECK(refused(twice));
    RequestHead origin = good;
    origin.headers.push_back({"Origin", "http://127.0.0.1:4711"});
    CHECK(refused(origin));
    RequestHead fetch = good;
    fetch.headers.push_back({"Sec-Fetch-Site", "cross-site"});
    CHECK(refused(fetch));
  }

  TEST_CASE("with a good token unknown paths and methods get the dialect's 404") {
    World world;
    world.step("agent");
    for (const auto& [method, path] : {std::pair{"GET", "/v1/messages"},
                                       {"PUT", "/v1/messages"},
                                       {"POST", "/v1/messages/"},
                                       {"POST", "/v1/complete"},
                                       {"DELETE", "/v1/models"},
                                       {"OPTIONS", "/v1/messages"}}) {
      const auto& row = path;
      CAPTURE(row);
      const FakeSink& agent = world.ask("{}", path, method);
      CHECK(agent.status == 404);
      CHECK(agent.body.find("not_found_error") != std::string::npos);
    }
  }

  TEST_CASE("HEAD on any path is 200, the agent's warm-up") {
    World world;
    world.step("agent");
    CHECK(world.ask("", "", "HEAD").status == 200);
    CHECK(world.ask("", "/api/hello", "HEAD").status == 200);
  }

  TEST_CASE("a body that is not JSON by its content type is refused unread") {
    World world;
    world.step("agent");
    set_header(world.headers, "content-type", "text/plain");
    CHECK(world.ask("{}").status == 415);
  }

  TEST_CASE("count_tokens and the model list are the vendor's, with their bytes and errors") {
    World world;
    world.step("agent");
    world.up.on(kVendor).reply(200, R"({"input_tokens":7})");
    const FakeSink& count = world.ask("{}", "/v1/messages/count_tokens?beta=true");
    CHECK(count.body == R"({"input_tokens":7})");
    CHECK(world.up.sent[0].url == kVendor + "/v1/messages/count_tokens?beta=true");
    world.up.on(kVendor).reply(429, "limited");
    CHECK(world.ask("", "/v1/models?limit=1000", "GET").status == 429);
    CHECK(world.up.sent[1].method == "GET");
  }

  TEST_CASE("without the agent's vendor in the chain they are a 404") {
    World world;
    world.step("messages/glm-5");
    CHECK(world.ask("{}", "/v1/messages/count_tokens").status == 404);
    CHECK(world.up.sent.empty());
  }
}

}  // namespace edgee

// Which paths lead in, under whose token, and as whom.
#include "core/proxy/doors.h"

#include <doctest/doctest.h>

#include "core/dialect/dialect.h"
#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

const std::string kOther = "https://other.test";

bool is_open(DialectId id) {
  const Dialect* const dialect = find_dialect(id);
  return dialect != nullptr && has_agent_side(*dialect);
}

// Anybody may come, and bring the login of a second vendor.
void open_to_all(World& world) {
  world.session.clients = any_clients();
  world.session.vendors["other"] = "";
  world.session.vendors["anthropic"] = "";
  world.add_provider("other", DialectId::anthropic_messages, kOther);
}

}  // namespace

TEST_SUITE("core/proxy/doors") {
  TEST_CASE("a model request's door is its dialect's, and open once its agent side is built") {
    struct Row {
      std::string path;
      DialectId dialect;
    };
    for (const Row& row :
         {Row{"/v1/messages", DialectId::anthropic_messages},
          {"/v1/chat/completions", DialectId::openai_chat},
          {"/v1/responses", DialectId::openai_responses},
          {"/v1beta/models/gemini-4-argon:generateContent", DialectId::gemini},
          {"/v1beta/models/gemini-4-argon:streamGenerateContent", DialectId::gemini}}) {
      CAPTURE(row.path);
      const Door door = find_door("POST", row.path, {}, DialectId::anthropic_messages);
      CHECK(door.dialect == row.dialect);
      CHECK(door.kind == (is_open(row.dialect) ? DoorKind::model_request : DoorKind::none));
      CHECK(find_door("PUT", row.path, {}, DialectId::anthropic_messages).kind == DoorKind::none);
    }
    CHECK(is_open(DialectId::anthropic_messages));
  }

  TEST_CASE("a row without its agent side opens no door") {
    Dialect row = *find_dialect(DialectId::anthropic_messages);
    CHECK(has_agent_side(row));
    row.make_encoder = nullptr;
    CHECK_FALSE(has_agent_side(row));
  }

  TEST_CASE("unknown paths lead nowhere, in the dialect that they look like") {
    const DialectId usual = DialectId::anthropic_messages;
    CHECK(find_door("POST", "/v1/chat/else", {}, usual).dialect == DialectId::openai_chat);
    CHECK(find_door("POST", "/v1/responses/x/cancel", {}, usual).dialect ==
          DialectId::openai_responses);
    CHECK(find_door("POST", "/v1beta/files", {}, usual).dialect == DialectId::gemini);
    CHECK(find_door("POST", "/v1/complete", {}, usual).dialect == usual);
    CHECK(find_door("POST", "/v1/complete", {}, DialectId::openai_chat).dialect ==
          DialectId::openai_chat);
    for (const std::string path :
         {"/v1/chat/else", "/v1/responses/x/cancel", "/v1beta/files", "/"}) {
      CAPTURE(path);
      CHECK(find_door("POST", path, {}, usual).kind == DoorKind::none);
    }
  }

  TEST_CASE("who writes an unbuilt dialect's errors is its next relative") {
    for (const DialectId id : {DialectId::anthropic_messages, DialectId::openai_chat,
                               DialectId::openai_responses, DialectId::gemini}) {
      const Dialect& writer = error_dialect(id);
      REQUIRE((writer.encode_error != nullptr));
      const Dialect* const own = find_dialect(id);
      if (own != nullptr && own->encode_error != nullptr) CHECK(writer.id == id);
    }
  }

  TEST_CASE("Codex's WebSocket is answered 426, so that it posts at once") {
    World world;
    world.step("agent");
    world.headers.push_back({"openai-beta", "responses_websockets=2026-02-06"});
    CHECK(world.ask("", "/v1/responses", "GET").status == 426);
    CHECK(world.ask("", "/v1/responses?a=b", "GET").status == 426);
    CHECK(world.up.sent.empty());
  }

  TEST_CASE("the token may come in its header, which nobody else gets to see") {
    World world;
    world.step("agent");
    world.up.on(kVendor).head(200).chunk(whole_stream("hello")).end();
    world.headers.push_back({"X-Edgee-Token", "TOKEN"});
    RequestHead head{"POST", "/v1/messages?beta=true", world.headers};
    CHECK_FALSE(world.gateway.admit(head));
    FakeSink sink(world.clock);
    world.gateway.handle(head, request_body(), sink);
    CHECK(sink.body == whole_stream("hello"));
    CHECK(world.up.sent.at(0).url == kVendor + "/v1/messages?beta=true");
    CHECK(find_header(world.up.sent.at(0).headers, "x-edgee-token") == nullptr);
    world.up.on(kVendor).head(200).chunk(whole_stream("hello")).end();
    FakeSink plain(world.clock);
    world.gateway.handle({"POST", "/v1/messages", world.headers}, request_body(), plain);
    CHECK(world.up.sent.at(1).url == kVendor + "/v1/messages");

    world.step("messages/glm-5");
    world.up.on(kVendor).reply(529, "{}");
    world.up.on(kMessages).head(200).chunk(whole_stream("hello")).end();
    world.ask();  // with both of them
    for (const SentRequest& sent : world.up.sent) {
      for (const Header& header : sent.headers)
        CHECK(header.value.find("TOKEN") == std::string::npos);
      CHECK(sent.url.find("TOKEN") == std::string::npos);
    }
  }

  TEST_CASE("a wrong token in the header, or half of one, is a bare 404") {
    World world;
    world.step("agent");
    for (const std::string token : {"", "TOKE", "TOKENS", "token", "TOKEN, TOKEN"}) {
      CAPTURE(token);
      RequestHead head{"POST", "/v1/messages", world.headers};
      head.headers.push_back({"x-edgee-token", token});
      const auto refusal = world.gateway.admit(head);
      REQUIRE(refusal);
      CHECK(refusal->status == 404);
      CHECK(refusal->body.empty());
    }
  }

  TEST_CASE("/as/PROVIDER brings the request's login to that vendor") {
    World world;
    open_to_all(world);
    world.step("agent");
    world.up.on(kOther).head(200).chunk(whole_stream("other")).end();
    CHECK(world.ask(request_body(), "/as/other/v1/messages?beta=true").body ==
          whole_stream("other"));
    CHECK(world.up.sent.at(0).url == kOther + "/v1/messages?beta=true");
    CHECK(header_value(world.up.sent.at(0).headers, "x-api-key") == "sk-ant-api03-mine");
    world.session.vendors["other"] = "https://moved.test/api/";
    world.up.on("https://moved.test").head(200).chunk(whole_stream("moved")).end();
    CHECK(world.ask(request_body(), "/as/other/v1/messages").body == whole_stream("moved"));
    CHECK(world.up.sent.at(1).url == "https://moved.test/api/v1/messages");
  }

  TEST_CASE("an agent that is launched may have several logins as well") {
    World world;
    world.step("agent");
    world.add_provider("other", DialectId::anthropic_messages, kOther);
    world.session.vendors["other"] = "";
    world.up.on(kOther).head(200).chunk(whole_stream("other")).end();
    world.up.on(kVendor).head(200).chunk(whole_stream("own")).end();
    CHECK(world.ask(request_body(), "/as/other/v1/messages").body == whole_stream("other"));
    CHECK(world.ask(request_body(), "/as/anthropic/v1/messages").body == whole_stream("own"));
    CHECK(world.store.events().at(0).agent == "claude");
  }

  TEST_CASE("an unknown provider behind /as is a 404 that names it") {
    World world;
    world.step("agent");
    const FakeSink& agent = world.ask(request_body(), "/as/nobody/v1/messages");
    CHECK(agent.status == 404);
    CHECK(agent.body.find("nobody") != std::string::npos);
    CHECK(world.ask(request_body(), "/as//v1/messages").status == 404);
    CHECK(world.ask(request_body(), "/as/anthropic").status == 404);
    CHECK(world.up.sent.empty());
  }

  TEST_CASE("one login that is used up leaves the other alone") {
    World world;
    open_to_all(world);
    world.step("agent");
    world.up.on(kOther).reply(401, error_body("authentication_error", "no"));
    world.ask(request_body(), "/as/other/v1/messages");
    const auto standing = [&world](const std::string& account) {
      return world.health.standing({"agent", "claude-opus-4-8", account}, MayProbe::no).fitness;
    };
    CHECK(standing("as other") != Fitness::healthy);
    CHECK(standing("") == Fitness::healthy);
  }

  TEST_CASE("anybody's vendor is that of his dialect, and nothing is known of him") {
    World world;
    open_to_all(world);
    world.step("agent");
    world.up.on(kVendor).head(200).chunk(whole_stream("hello")).end();
    world.ask();
    CHECK(world.store.events().at(0).agent == "client");
    world.from_claude_code();
    world.up.on(kVendor).head(200).chunk(whole_stream("hello")).end();
    world.ask();
    CHECK(world.store.events().at(1).agent == "claude");
  }

  TEST_CASE("an agent of many dialects brings the key that fits the door") {
    std::vector<Client> clients{{"roamer/", {}}};
    for (Client& client : any_clients())
      clients.push_back(std::move(client));
    clients.front().profile.name = "roamer";
    const auto vendor_at = [&clients](DialectId dialect, const std::string& user_agent) {
      const AgentProfile profile = client_profile(clients, dialect, user_agent, {});
      CHECK(profile.dialect == dialect);
      return profile.name + ":" + profile.vendor;
    };
    CHECK(vendor_at(DialectId::openai_chat, "roamer/1.2") == "roamer:openai");
    CHECK(vendor_at(DialectId::anthropic_messages, "roamer/1.2") == "roamer:anthropic");
    CHECK(vendor_at(DialectId::gemini, "curl/8") == "client:google");
    CHECK(vendor_at(DialectId::openai_responses, "") == "client:openai");
  }

  TEST_CASE("a plain client gets no head before the first content, and nothing is taken back") {
    for (const Client& client : any_clients()) {
      if (!client.user_agent.empty()) continue;
      CAPTURE(to_string(client.profile.dialect));
      CHECK_FALSE(client.profile.head_after);
      CHECK_FALSE(client.profile.retracting);
      CHECK(find_catalog_provider(client.profile.vendor) != nullptr);
    }
    World world;
    open_to_all(world);
    world.step("agent");
    const std::string whole = whole_stream("x");
    world.up.on(kVendor)
        .after(std::chrono::seconds(10))
        .head(200)
        .after(std::chrono::seconds(50))
        .chunk(whole.substr(0, message_start().size()))
        .after(std::chrono::seconds(50))
        .chunk(whole.substr(message_start().size()))
        .end();
    const TimePoint began = world.clock.now();
    const FakeSink& agent = world.ask();
    CHECK(agent.body == whole_stream("x"));
    CHECK(agent.head_at - began == std::chrono::seconds(110));
  }

  TEST_CASE("a body in a coding that the server left alone is refused") {
    World world;
    world.step("agent");
    world.headers.push_back({"Content-Encoding", "lzma"});
    CHECK(world.ask().status == 415);
    CHECK(world.up.sent.empty());
  }

  TEST_CASE("the version of the path is not said twice where the base URL has it") {
    World world;
    world.step("agent");
    world.session.agent.dialect = DialectId::openai_chat;
    Provider vendor = *world.config->provider("anthropic");
    vendor.endpoints = {{DialectId::openai_chat, kVendor + "/v1", AuthScheme::bearer, false}};
    world.config->providers["anthropic"] = vendor;
    world.headers.erase(world.headers.begin() + 2);  // anthropic-version
    world.up.on(kVendor).reply(200, "{}");
    CHECK(world.ask("", "/v1/models", "GET").status == 200);
    CHECK(world.up.sent.at(0).url == kVendor + "/v1/models");
  }
}

}  // namespace edgee

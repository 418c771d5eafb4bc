// Models that are named "edgee/...", "provider/model" or by a list, and the list of what there is.
#include "core/proxy/wish.h"

#include <doctest/doctest.h>

#include "core/proxy/model_list.h"
#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

const std::string kThird = "https://third.test";

std::string asks_for(const std::string& model, const std::string& more = "") {
  return R"({"model":")" + model + R"(","max_tokens":1024,)" + more +
         R"("messages":[{"role":"user","content":"hello"}],"stream":true})";
}

// The default chain: agent, messages/glm-5, chat/small; the chain careful: third/big alone.
void set_up(World& world) {
  world.session.clients = any_clients();
  world.step("agent");
  world.step("messages/glm-5");
  world.step("chat/small");
  world.add_provider("third", DialectId::anthropic_messages, kThird);
  world.secrets.keys["third"] = "key-of-third";
  Chain careful;
  careful.name = "careful";
  Step step;
  step.target = {"third", "big", ""};
  careful.steps = {step};
  world.config->chains["careful"] = careful;
}

// Who was asked, in order.
std::string asked(const World& world) {
  std::string text;
  for (const SentRequest& sent : world.up.sent) {
    const std::string host = sent.url.substr(8, sent.url.find('.') - 8);
    text += (text.empty() ? "" : " ") + host;
  }
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("core/proxy/wish") {
  TEST_CASE("a name picks the chain or the step, and the rest of the chain stands behind it") {
    struct Row {
      std::string model;
      std::string asked;  // when all of them fail
    };
    // The last step is asked three times.
    for (const Row& row : {Row{"edgee/default", "messages chat chat chat"},
                           {"edgee/careful", "third third third"},
                           {"third/big", "third messages chat chat chat"},
                           {"third/else", "third messages chat chat chat"},
                           {"chat/small", "chat messages messages messages"},
                           {"edgee/auto", "messages chat chat chat"},
                           {"claude-opus-4-8", "vendor messages chat chat chat"},
                           {"nobody/knows", "vendor messages chat chat chat"},
                           {"third/", "vendor messages chat chat chat"}}) {
      CAPTURE(row.model);
      World world;
      set_up(world);
      world.ask(asks_for(row.model));
      CHECK(asked(world) == row.asked);
    }
  }

  TEST_CASE("the step that was wished is asked for its own model, with its own key") {
    World world;
    set_up(world);
    world.up.on(kThird).head(200).chunk(whole_stream("three")).end();
    const FakeSink& agent = world.ask(asks_for("third/big"));
    CHECK(agent.body == whole_stream("three"));
    const SentRequest& sent = world.up.sent.at(0);
    CHECK(contains(sent.body, R"("model":"big")"));
    CHECK(sent.secret_header == "Authorization: Bearer key-of-third");
    CHECK(header_value(agent.headers, "x-edgee-target") == "third/big");
  }

  TEST_CASE("without a key for it a provider's name means nothing") {
    World world;
    set_up(world);
    world.secrets.keys.erase("third");
    world.ask(asks_for("third/else"));
    CHECK(asked(world) == "vendor messages chat chat chat");
  }

  TEST_CASE("what there is not is a 404 that says where to look") {
    World world;
    set_up(world);
    const FakeSink& agent = world.ask(asks_for("edgee/nothing"));
    CHECK(agent.status == 404);
    CHECK(contains(agent.body, "nothing"));
    CHECK(contains(agent.body, "/v1/models"));
    CHECK(contains(agent.body, "not_found_error"));
    World bare;
    bare.session.clients = any_clients();
    bare.step("agent");
    CHECK(bare.ask(asks_for("edgee/default")).status == 404);
    CHECK(bare.ask(asks_for("edgee/auto")).status == 404);
    CHECK(bare.up.sent.empty());
  }

  TEST_CASE("the chain of the command line is all there is") {
    World world;
    set_up(world);
    world.session.chain = "default";
    CHECK(world.ask(asks_for("edgee/careful")).status == 404);
    world.ask(asks_for("third/else"));
    CHECK(asked(world) == "vendor messages chat chat chat");
  }

  TEST_CASE("an agent that is launched may name chains, but a slash in its models is its own") {
    World world;
    set_up(world);
    world.session.clients.clear();
    world.ask(asks_for("third/big"));
    CHECK(asked(world) == "vendor messages chat chat chat");
    World other;
    set_up(other);
    other.session.clients.clear();
    other.ask(asks_for("edgee/careful"));
    CHECK(asked(other) == "third third third");
  }

  TEST_CASE("a vendor that the path names has slashes of its own too") {
    World world;
    set_up(world);
    world.session.vendors["anthropic"] = "";
    world.ask(asks_for("third/big"), "/as/anthropic/v1/messages");
    CHECK(asked(world) == "vendor messages chat chat chat");
  }

  TEST_CASE("a list names the candidates, and never reaches a provider") {
    struct Row {
      std::string model;
      std::string list;
      std::string asked;
    };
    for (const Row& row :
         {Row{"edgee/auto", R"("models":["third/big","chat/small"],)", "third chat chat chat"},
          {"edgee/auto", R"("models":["small","edgee/careful"],)", "chat third third third"},
          {"edgee/auto", R"("fallbacks":[{"model":"chat/small"}],)", "chat chat chat"},
          {"chat/small", R"("fallbacks":["third/big"],)", "chat third messages messages messages"},
          {"claude-opus-4-8", R"("fallbacks":[{"model":"third/big"}],)",
           "vendor third third third"}}) {
      CAPTURE(row.model);
      CAPTURE(row.list);
      World world;
      set_up(world);
      world.ask(asks_for(row.model, row.list));
      CHECK(asked(world) == row.asked);
      for (const SentRequest& sent : world.up.sent) {
        CHECK_FALSE(contains(sent.body, "fallbacks"));
        CHECK_FALSE(contains(sent.body, "\"models\""));
      }
    }
  }

  TEST_CASE("a list of nobody's is a 404, and without a wish it passes to the vendor as it is") {
    World world;
    set_up(world);
    CHECK(world.ask(asks_for("edgee/auto", R"("models":["who/ever"],)")).status == 404);
    world.session.clients.clear();
    const std::string body = asks_for("claude-opus-4-8", R"("fallbacks":[{"model":"x"}],)");
    world.ask(body);
    CHECK(world.up.sent.at(0).body == body);
  }

  TEST_CASE("a list without a model leaves the choice among its candidates to us") {
    World world;
    set_up(world);
    world.session.names_models = true;
    const RequestFacts facts;
    const auto wish = read_wish(
        {*world.config, world.session, facts, [](const Step&) { return true; },
         [](std::vector<Step> steps) { return std::vector<Step>(steps.rbegin(), steps.rend()); }},
        {"third/big", "chat/small"});
    REQUIRE(wish);
    REQUIRE((*wish != nullptr));
    REQUIRE((*wish)->steps.size() == 2);
    CHECK((*wish)->steps.front().target.name() == "chat/small");
    CHECK((*wish)->name == "default");
  }

  TEST_CASE("the best is whom health, speed and price speak for, and the session stays with him") {
    World world;
    set_up(world);
    ProxyBooks books;
    world.services.books = &books;
    const Target slow{"messages", "glm-5", ""};
    const Target fast{"chat", "small", ""};
    for (int i = 0; i < 20; ++i) {
      books.latency.add(slow, std::chrono::milliseconds(4000));
      books.latency.add(fast, std::chrono::milliseconds(500));
    }
    const auto served_by = [&world](const std::string& session) {
      set_header(world.headers, "x-session-id", session);
      world.up.on(kChat).head(200).chunk(chat_stream("c")).end();
      world.up.on(kMessages).head(200).chunk(whole_stream("m")).end();
      const FakeSink& agent = world.ask(asks_for("edgee/auto"));
      return std::string(header_value(agent.headers, "x-edgee-target"));
    };
    remove_header(world.headers, "x-claude-code-session-id");
    CHECK(served_by("one") == "chat/small");
    for (int i = 0; i < 200; ++i)
      books.latency.add(slow, std::chrono::milliseconds(100));
    CHECK(served_by("one") == "chat/small");
    CHECK(served_by("two") == "messages/glm-5");
    Outcome outcome;
    outcome.failure = FailureFacts{};
    outcome.failure->kind = FailureKind::overloaded;
    world.health.failed(fast, outcome, std::nullopt, "ill");
    CHECK(served_by("one") == "messages/glm-5");
  }

  TEST_CASE("the answer's model says who it was, and not whom it was hoped to be") {
    World world;
    set_up(world);
    world.up.on(kMessages).reply(529, "{}");
    world.up.on(kChat).head(200).chunk(chat_stream("hello")).end();
    CHECK(contains(world.ask(asks_for("edgee/auto")).body, R"("model":"chat/small")"));
    std::string whole = asks_for("edgee/default");
    whole.replace(whole.find("true"), 4, "false");
    world.up.on(kChat).reply(
        200, R"({"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},)"
             R"("finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
    const FakeSink& agent = world.ask(whole);
    CHECK(agent.status == 200);
    CHECK(contains(agent.body, R"("model":"chat/small")"));
  }

  TEST_CASE("anybody is told the chains and their models, in the shape that he reads") {
    World world;
    set_up(world);
    const std::vector<std::string> ids{"edgee/auto", "edgee/careful",  "edgee/default",
                                       "third/big",  "messages/glm-5", "chat/small"};
    const auto listed = [&world](const std::string& path, const char* list, const char* id) {
      std::vector<std::string> names;
      const FakeSink& agent = world.ask("", path, "GET");
      CHECK(agent.status == 200);
      const auto json = parse_json(agent.body);
      REQUIRE(json);
      for (const Json& row : member(*json, list))
        names.push_back(string_member(row, id));
      return names;
    };
    CHECK(listed("/v1/models?limit=1000", "data", "id") == ids);
    CHECK(contains(world.sinks.back()->body, R"("type":"model")"));
    CHECK(contains(world.sinks.back()->body, R"("has_more":false)"));
    remove_header(world.headers, "anthropic-version");
    CHECK(listed("/v1/models", "data", "id") == ids);
    CHECK(contains(world.sinks.back()->body, R"("object":"list")"));
    const std::vector<std::string> gemini = listed("/v1beta/models", "models", "name");
    REQUIRE(gemini.size() == ids.size());
    CHECK(gemini.front() == "models/edgee/auto");
    CHECK(world.up.sent.empty());
    world.session.chain = "careful";
    CHECK(listed("/v1/models", "data", "id") ==
          std::vector<std::string>{"edgee/auto", "edgee/careful", "third/big"});
  }

  TEST_CASE("where all there is passes on, and for an agent, the vendor lists his own") {
    World world;
    world.session.clients = any_clients();
    world.step("agent");
    world.up.on(kVendor).reply(200, R"({"data":[]})");
    CHECK(world.ask("", "/v1/models", "GET").body == R"({"data":[]})");
    World agent;
    set_up(agent);
    agent.session.clients.clear();
    agent.up.on(kVendor).reply(200, R"({"data":[]})");
    CHECK(agent.ask("", "/v1/models", "GET").body == R"({"data":[]})");
    CHECK(contains(agent.ask("", "/v1/models", "GET").body, "edgee/careful"));  // refused
  }

  TEST_CASE("a model's window and largest answer are listed where they are known") {
    World world;
    set_up(world);
    ModelInfo big;
    big.provider = "third";
    big.id = "big";
    big.window = 123'000;
    big.max_output = 4000;
    world.config->models.push_back(big);
    const auto models = models_to_list(*world.config, world.session);
    CHECK(contains(write_model_list(models, DialectId::openai_chat), R"("context_length":123000)"));
    CHECK(contains(write_model_list(models, DialectId::gemini), R"("inputTokenLimit":123000)"));
    CHECK(contains(write_model_list(models, DialectId::gemini), R"("outputTokenLimit":4000)"));
  }
}

}  // namespace edgee

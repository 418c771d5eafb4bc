// What an exhausted chain says, so that each agent's own recovery works. A row per table row.
#include "core/proxy/agent_words.h"

#include <array>

#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

using std::chrono::seconds;

constexpr std::array kDialects{DialectId::anthropic_messages, DialectId::openai_chat,
                               DialectId::openai_responses, DialectId::gemini};

AgentWords say(DialectId dialect, int status, FailureKind kind, const std::string& message) {
  return agent_words(dialect, {status, kind, message, false, std::nullopt});
}

}  // namespace

TEST_SUITE("core/proxy/agent_words") {
  TEST_CASE("an overflow begins with the words at which agents compact") {
    struct Row {
      DialectId dialect;
      std::string begin;
    };
    for (const Row& row :
         {Row{DialectId::anthropic_messages, "prompt is too long: "},
          {DialectId::openai_chat, "maximum context length exceeded: "},
          {DialectId::openai_responses, "Your input exceeds the context window of this model: "},
          {DialectId::gemini,
           "The input token count exceeds the maximum number of tokens allowed: "}}) {
      CAPTURE(row.begin);
      const std::string theirs = "n_prompt_tokens over n_ctx";
      const AgentWords words = say(row.dialect, 400, FailureKind::window_overflow, theirs);
      CHECK(words.status == 400);
      CHECK(words.message == row.begin + theirs);
      // Not twice, and not for anything else.
      CHECK(say(row.dialect, 400, FailureKind::window_overflow, words.message).message ==
            words.message);
      CHECK(say(row.dialect, 400, FailureKind::bad_request, theirs).message == theirs);
    }
  }

  TEST_CASE("an overload has the status of the dialect") {
    for (const DialectId dialect : kDialects) {
      CAPTURE(to_string(dialect));
      const int status = say(dialect, 529, FailureKind::overloaded, "busy").status;
      CHECK(status == (dialect == DialectId::anthropic_messages ? 529 : 503));
      CHECK(say(dialect, 502, FailureKind::refused, "busy").status == 502);
      CHECK(say(dialect, 429, FailureKind::throttled, "busy").status == 429);
    }
  }

  TEST_CASE("what nobody can heal is a status that the agent leaves alone") {
    for (const DialectId dialect : kDialects) {
      CAPTURE(to_string(dialect));
      const auto permanent = [dialect](int status) {
        return agent_words(dialect, {status, FailureKind::forbidden, "no", true, std::nullopt})
            .status;
      };
      CHECK(permanent(502) == (dialect == DialectId::anthropic_messages ? 502 : 400));
      CHECK(permanent(413) == 413);
      CHECK(permanent(429) == 429);
    }
  }

  TEST_CASE("a wait stands in words where the agent reads it there") {
    struct Row {
      DialectId dialect;
      std::string message;
    };
    for (const Row& row : {Row{DialectId::anthropic_messages, "busy"},
                           {DialectId::openai_chat, "busy"},
                           {DialectId::openai_responses, "busy. Please try again in 7s."},
                           {DialectId::gemini, "busy. Please retry in 7s."}}) {
      CAPTURE(to_string(row.dialect));
      CHECK(agent_words(row.dialect, {429, FailureKind::throttled, "busy", false, 7}).message ==
            row.message);
    }
  }

  TEST_CASE("Claude Code compacts when another provider's window is too small") {
    World world;
    world.step("messages/glm-5");
    world.up.on(kMessages).reply(
        400, R"({"error":{"message":"This model's maximum context length is 8192 tokens."}})");
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 400);
    CHECK(agent.body ==
          error_body("invalid_request_error",
                     "prompt is too long: This model's maximum context length is 8192 tokens."));
  }

  TEST_CASE("it compacts too when nobody was asked because no window is large enough") {
    World world;
    world.step("messages/small");
    ModelInfo small;
    small.provider = "messages";
    small.id = "small";
    small.window = 10;
    world.config->models.push_back(small);
    const FakeSink& agent = world.ask();
    CHECK(world.up.sent.empty());
    CHECK(agent.status == 400);
    CHECK(agent.body.find(R"("message":"prompt is too long: edgee: no step)") != std::string::npos);
  }

  TEST_CASE("its own vendor's words are not changed") {
    World world;
    world.step("agent");
    const std::string own = error_body("overloaded_error", "Overloaded");
    for (int i = 0; i < 3; ++i)
      world.up.on(kVendor).reply(529, own);
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 529);
    CHECK(agent.body == own);
  }

  TEST_CASE("a wait is a whole number of seconds in its header") {
    World world;
    world.step("messages/glm-5").tries = 1;
    world.up.on(kMessages).reply(
        429, R"({"error":{"message":"slow down"}})",
        {{"content-type", "application/json"}, {"retry-after-ms", "20500"}});
    const FakeSink& agent = world.ask();
    CHECK(agent.status == 429);
    CHECK(header_value(agent.headers, "retry-after") == "21");
    CHECK(find_header(agent.headers, "x-should-retry") == nullptr);
  }
}

}  // namespace edgee

#include "core/dialect/openai_chat/request.h"

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {
namespace {

Conversation talk() {
  Conversation conversation;
  conversation.messages = {user({text("hi")})};
  return conversation;
}

Conversation with_tools(ToolChoice::Kind kind, bool parallel = true) {
  Conversation conversation = talk();
  conversation.tools = {{"read", "Reads.", R"({"type":"object","properties":{}})", ""},
                        {"web_search", "", "", "web_search_20250305"}};
  conversation.tool_choice = ToolChoice{kind, "read", parallel};
  return conversation;
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/request") {
  TEST_CASE("a plain request") {
    Conversation conversation = talk();
    conversation.stream = true;
    conversation.max_tokens = 100;
    CHECK(encode(conversation, Target("together", "x/y")) ==
          Json::parse(R"({"model":"x/y","messages":[{"role":"user","content":"hi"}],
            "max_tokens":100,"stream":true,"stream_options":{"include_usage":true}})"));
  }

  TEST_CASE("stream options are left out where they are refused") {
    Conversation conversation = talk();
    conversation.stream = true;
    CHECK_FALSE(
        encode(conversation, Target("mistral", "devstral-2512")).contains("stream_options"));
    conversation.stream = false;
    CHECK_FALSE(encode(conversation, Target("groq", "x")).contains("stream_options"));
  }

  TEST_CASE("the room for the answer") {
    struct Row {
      const char* provider;
      const char* model;
      std::int64_t wanted;
      const char* field;
      std::int64_t asked;  // 0: nothing said
    };
    for (const Row& row : std::initializer_list<Row>{
             {"zai", "glm-4.7", 64'000, "max_tokens", 64'000},
             {"cerebras", "zai-glm-4.7", 64'000, "max_completion_tokens", 40'000},
             {"openai", "gpt-6-sol", 1, "max_completion_tokens", 16},
             {"openrouter", "some/unknown", 64'000, "max_tokens", 32'000},
             {"vllm", "some-model", 64'000, "max_tokens", 0},
             {"mistral", "codestral-latest", 64'000, "max_tokens", 64'000},
         }) {
      CAPTURE(row.provider);
      Conversation conversation = talk();
      conversation.max_tokens = row.wanted;
      CHECK(int_member(encode(conversation, Target(row.provider, row.model)), row.field)
                .value_or(0) == row.asked);
    }
  }

  TEST_CASE("a long prompt leaves less room") {
    Conversation conversation = talk();
    conversation.messages = {user({text(std::string(600'000, 'x'))})};
    conversation.max_tokens = 64'000;
    const Json body = encode(conversation, Target("zai", "glm-4.7"));
    CHECK(body["max_tokens"] == 204'800 - 187'500);
  }

  TEST_CASE("tools and the choice among them") {
    struct Row {
      const char* provider;
      const char* model;
      ToolChoice::Kind kind;
      const char* choice;
    };
    const char* named = R"({"type":"function","function":{"name":"read"}})";
    using Kind = ToolChoice::Kind;
    for (const Row& row : std::initializer_list<Row>{
             {"openrouter", "x/y", Kind::automatic, R"("auto")"},
             {"openrouter", "x/y", Kind::any, R"("required")"},
             {"openrouter", "x/y", Kind::tool, named},
             {"openrouter", "x/y", Kind::none, R"("none")"},
             {"mistral", "devstral-2512", Kind::any, R"("any")"},
             {"zai", "glm-5", Kind::any, R"("auto")"},
             {"cerebras", "gpt-oss-120b", Kind::tool, R"("auto")"},
             {"openrouter", "anthropic/claude-opus-5.5", Kind::tool, R"("auto")"},
         }) {
      CAPTURE(row.provider);
      const Json body = encode(with_tools(row.kind), Target(row.provider, row.model));
      CHECK(body["tool_choice"] == Json::parse(row.choice));
      CHECK(body["tools"] == Json::parse(R"([{"type":"function","function":{"name":"read",
        "description":"Reads.","parameters":{"type":"object","properties":{}}}}])"));
    }
  }

  TEST_CASE("one tool at a time, where that can be said") {
    const Conversation one = with_tools(ToolChoice::Kind::automatic, false);
    CHECK(encode(one, Target("openrouter", "x/y"))["parallel_tool_calls"] == false);
    CHECK_FALSE(encode(one, Target("cerebras", "x")).contains("parallel_tool_calls"));
    CHECK_FALSE(encode(with_tools(ToolChoice::Kind::any), Target("openrouter", "x/y"))
                    .contains("parallel_tool_calls"));
  }

  TEST_CASE("a server tool that must run is refused, one that may is dropped") {
    Conversation search = with_tools(ToolChoice::Kind::tool);
    search.tool_choice->tool = "web_search";
    CHECK(encode(search, Target("openrouter", "x/y"))["refused"] ==
          "cannot run the server tool web_search");
    search.tools.erase(search.tools.begin());
    search.tool_choice->kind = ToolChoice::Kind::any;
    CHECK(encode(search, Target("openrouter", "x/y"))["refused"] ==
          "cannot run the server tool web_search");
    search.tool_choice.reset();
    CHECK_FALSE(encode(search, Target("openrouter", "x/y")).contains("tools"));
  }

  TEST_CASE("who takes no tools is not asked") {
    const Conversation asks = with_tools(ToolChoice::Kind::automatic);
    CHECK(encode(asks, Target("openai", "gpt-6.1-sol"))["refused"] ==
          "takes tools only on the Responses API");
    CHECK(encode(asks, Target("openai", "gpt-7-new")).contains("tools"));
    Target none("openrouter", "x/y");
    none.info.tools = false;
    CHECK(encode(asks, none)["refused"] == "takes no tools");
    CHECK_FALSE(encode(talk(), none).contains("refused"));
  }

  TEST_CASE("effort in the target's words") {
    struct Row {
      const char* provider;
      const char* model;
      const char* effort;
      const char* said;  // "" nothing
    };
    for (const Row& row : std::initializer_list<Row>{
             {"deepseek", "deepseek-v4-pro", "low", "high"},
             {"deepseek", "deepseek-v4-pro", "xhigh", "max"},
             {"moonshot", "kimi-k3", "medium", "high"},
             {"openai", "gpt-6-sol", "max", "xhigh"},
             {"groq", "openai/gpt-oss-120b", "max", "high"},
             {"zai", "glm-5", "high", ""},
             {"groq", "unknown", "high", ""},
             {"deepseek", "deepseek-v4-pro", "", ""},
         }) {
      CAPTURE(row.provider);
      CAPTURE(row.effort);
      Conversation conversation = talk();
      conversation.effort = row.effort;
      CHECK(string_member(encode(conversation, Target(row.provider, row.model)),
                          "reasoning_effort") == row.said);
    }
  }

  TEST_CASE("thinking becomes effort") {
    using Mode = ThinkingWish::Mode;
    const Target groq("groq", "openai/gpt-oss-120b");
    struct Row {
      Mode mode;
      std::int64_t budget;
      const char* said;
    };
    for (const Row& row : std::initializer_list<Row>{{Mode::budget, 2'000, "low"},
                                                     {Mode::budget, 10'000, "medium"},
                                                     {Mode::budget, 60'000, "high"},
                                                     {Mode::disabled, 0, "low"},
                                                     {Mode::adaptive, 0, ""},
                                                     {Mode::unset, 0, ""}}) {
      Conversation conversation = talk();
      conversation.thinking = {row.mode, row.budget};
      CHECK(string_member(encode(conversation, groq), "reasoning_effort") == row.said);
    }
  }

  TEST_CASE("sampling and stop sequences") {
    Conversation conversation = talk();
    conversation.temperature = 0.5;
    conversation.top_p = 0.9;
    conversation.stop_sequences = {"a", "b", "c", "d", "e"};
    const Json body = encode(conversation, Target("openrouter", "x/y"));
    CHECK(body["temperature"] == 0.5);
    CHECK(body["top_p"] == 0.9);
    CHECK(body["stop"] == Json::parse(R"(["a","b","c","d"])"));
    CHECK_FALSE(encode(conversation, Target("moonshot", "kimi-k3")).contains("temperature"));
    CHECK_FALSE(encode(conversation, Target("openai", "gpt-6-sol")).contains("top_p"));
    CHECK_FALSE(encode(conversation, Target("xai", "grok-4.7")).contains("stop"));
  }

  TEST_CASE("structured output as a format or in words") {
    Conversation conversation = talk();
    conversation.output_schema_json = R"({"type":"object","properties":{"t":{"type":"string"}}})";
    const Json body = encode(conversation, Target("openrouter", "x/y"));
    CHECK(body["response_format"]["json_schema"]["schema"]["properties"]["t"]["type"] == "string");
    const Json words = encode(conversation, Target("deepseek", "deepseek-v4-pro"));
    CHECK_FALSE(words.contains("response_format"));
    CHECK(words["messages"][0]["role"] == "system");
    CHECK(string_member(words["messages"][0], "content").find(conversation.output_schema_json) !=
          std::string::npos);
  }

  TEST_CASE("the session is named to OpenAI only") {
    Target openai("openai", "gpt-6-sol");
    openai.session = "s1";
    CHECK(encode(talk(), openai)["prompt_cache_key"] == "s1");
    Target other("openrouter", "x/y");
    other.session = "s1";
    CHECK(encode(talk(), other).dump().find("s1") == std::string::npos);
  }

  TEST_CASE("members added for a provider") {
    CHECK(encode(talk(), Target("minimax", "MiniMax-M3"))["reasoning_split"] == true);
    Target broken("openrouter", "x/y");
    broken.provider.chat.extra_json = "\"a\":";
    CHECK(encode(talk(), broken)["refused"] == "has extra_json that is no list of JSON members");
  }

  TEST_CASE("Gemini's schemas lose what it refuses") {
    Conversation conversation = talk();
    conversation.tools = {{"read", "",
                           R"({"$schema":"x","type":"object","additionalProperties":false,
      "properties":{"n":{"type":"integer","exclusiveMinimum":0}}})",
                           ""}};
    const Json body = encode(conversation, Target("google", "gemini-4-argon"));
    CHECK(body["tools"][0]["function"]["parameters"] ==
          Json::parse(R"({"type":"object","properties":{"n":{"type":"integer"}}})"));
  }
}

}  // namespace edgee::test

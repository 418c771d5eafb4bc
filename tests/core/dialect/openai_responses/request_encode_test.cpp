#include <functional>

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

Conversation asked(std::vector<Message> messages) {
  Conversation conversation;
  conversation.messages = std::move(messages);
  return conversation;
}

Conversation story() {
  Conversation conversation = asked({
      user({TextPart{"Hi"}}),
      assistant({ThinkingPart{"secret", "sig", false}, TextPart{"I look."},
                 ToolCallPart{"c1", "read", R"({"a":1})"},
                 ToolCallPart{"c2", "exec", R"({"input":"ls"})"}}),
      user({ToolResultPart{"c2", {TextPart{"a"}, TextPart{"b"}}, true}, TextPart{"And?"}}),
      system("Be quick."),
  });
  conversation.system = {"One.", "Two."};
  conversation.stream = true;
  conversation.tools = {{"read", "Reads.", R"({"type":"object"})", ""},
                        {"exec", "Runs.", R"({"type":"object","properties":{}})", "", true,
                         R"({"type":"grammar","syntax":"lark","definition":"x"})"},
                        {"search", "", "", "web_search_20250305"}};
  return conversation;
}

Target sol() {
  return {"openai", "gpt-6.1-sol"};
}

Conversation with_image() {
  return asked({user({ImagePart{"image/png", "AAA", ""}})});
}

Conversation with_document() {
  return asked({user({DocumentPart{"application/pdf", "BBB", "", "", "a.pdf"}})});
}

Conversation with_effort(const char* effort) {
  Conversation conversation = asked({user({TextPart{"x"}})});
  conversation.effort = effort;
  return conversation;
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/request_encode") {
  TEST_CASE("a conversation becomes items, each call with an output") {
    const Json body = encode(story(), sol());
    CHECK(body["instructions"] == "One.\n\nTwo.");
    CHECK(body["input"] == *parse_json(R"j([
      {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]},
      {"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look."}]},
      {"type":"function_call","call_id":"c1","name":"read","arguments":"{\"a\":1}"},
      {"type":"custom_tool_call","call_id":"c2","name":"exec","input":"ls"},
      {"type":"custom_tool_call_output","call_id":"c2","output":"Error: a\nb"},
      {"type":"message","role":"user","content":[{"type":"input_text","text":"And?"}]},
      {"type":"message","role":"developer","content":[{"type":"input_text","text":"Be quick."}]},
      {"type":"function_call_output","call_id":"c1","output":"(no result)"}])j"));
    CHECK(body["store"] == false);
    CHECK(body["stream"] == true);
    CHECK(dump_json(body).find("secret") == std::string::npos);
  }

  TEST_CASE("tools are functions that need not be strict, freeform ones custom, others' left out") {
    const Json body = encode(story(), sol());
    CHECK(body["tools"] == *parse_json(R"([
      {"type":"function","name":"read","description":"Reads.","strict":false,
       "parameters":{"type":"object","properties":{}}},
      {"type":"custom","name":"exec","description":"Runs.",
       "format":{"type":"grammar","syntax":"lark","definition":"x"}}])"));
  }

  TEST_CASE("a result without a call is told in words, a second call of one id not at all") {
    const Json body =
        encode(asked({assistant({ToolCallPart{"c", "a", "{}"}, ToolCallPart{"c", "b", "{}"}}),
                      user({ToolResultPart{"c", {TextPart{"1"}}, false},
                            ToolResultPart{"d", {TextPart{"2"}}, false}})}),
               sol());
    REQUIRE(body["input"].size() == 3);
    CHECK(body["input"][0]["name"] == "a");
    CHECK(body["input"][1]["output"] == "1");
    CHECK(body["input"][2]["content"][0]["text"] == "Result of a tool call: 2");
  }

  TEST_CASE("images and files stand in messages and in outputs") {
    CHECK(encode(with_image(), sol())["input"][0]["content"][0]["image_url"] ==
          "data:image/png;base64,AAA");
    const Json file = encode(with_document(), sol())["input"][0]["content"][0];
    CHECK(file["filename"] == "a.pdf");
    CHECK(file["file_data"] == "data:application/pdf;base64,BBB");
    const Json output =
        encode(asked({assistant({ToolCallPart{"c", "a", "{}"}}),
                      user({ToolResultPart{
                          "c", {TextPart{"see"}, ImagePart{"", "", "https://x"}}, false}})}),
               sol())["input"][1]["output"];
    CHECK(output == *parse_json(R"([{"type":"input_text","text":"see"},
      {"type":"input_image","detail":"auto","image_url":"https://x"}])"));
  }

  TEST_CASE("ids of more than 64 characters are shortened, the same way for call and output") {
    const std::string id(100, 'i');
    const Json input = encode(asked({assistant({ToolCallPart{id, "a", "{}"}}),
                                     user({ToolResultPart{id, {TextPart{"x"}}, false}})}),
                              sol())["input"];
    CHECK(input[0]["call_id"].get<std::string>().size() <= 64);
    CHECK(input[0]["call_id"] == input[1]["call_id"]);
  }

  TEST_CASE("what an agent asks of the answer") {
    Conversation conversation = story();
    conversation.max_tokens = 999'999;
    conversation.temperature = 0.5;
    conversation.stop_sequences = {"STOP"};
    conversation.output_schema_json = R"({"type":"object"})";
    conversation.effort = "high";
    conversation.tool_choice = ToolChoice{ToolChoice::Kind::tool, "exec", false};
    Target target = sol();
    target.session = "s1";
    const Json body = encode(conversation, target);
    CHECK(body["max_output_tokens"] == 128'000);
    CHECK(body["reasoning"] == Json{{"effort", "high"}, {"summary", "auto"}});
    CHECK(body["include"] == Json{"reasoning.encrypted_content"});
    CHECK(body["text"]["format"]["schema"] == Json{{"type", "object"}});
    CHECK(body["tool_choice"] == Json{{"type", "custom"}, {"name", "exec"}});
    CHECK(body["parallel_tool_calls"] == false);
    CHECK(body["prompt_cache_key"] == "s1");
    CHECK_FALSE(body.contains("temperature"));
    CHECK(dump_json(body).find("STOP") == std::string::npos);
  }

  TEST_CASE("the choice among tools, and a server tool that is insisted on") {
    Conversation conversation = story();
    const auto choice = [&](ToolChoice::Kind kind, const char* tool = "") {
      conversation.tool_choice = ToolChoice{kind, tool, true};
      return encode(conversation, sol());
    };
    CHECK(choice(ToolChoice::Kind::any)["tool_choice"] == "required");
    CHECK(choice(ToolChoice::Kind::none)["tool_choice"] == "none");
    CHECK(choice(ToolChoice::Kind::automatic)["tool_choice"] == "auto");
    CHECK(choice(ToolChoice::Kind::tool, "read")["tool_choice"]["type"] == "function");
    CHECK(choice(ToolChoice::Kind::tool, "search")["refused"] ==
          "cannot run the server tool search");
  }

  TEST_CASE("effort words are those that the model takes") {
    struct Row {
      const char* model;
      const char* wish;
      const char* word;
    };
    const Row rows[] = {
        {"gpt-6.1-sol", "none", "low"},    {"gpt-6.2-sol", "none", "low"},
        {"gpt-6-astra", "none", "low"},    {"gpt-6-sol", "none", "none"},
        {"gpt-6.1-terra", "none", "none"}, {"gpt-6-luna", "xhigh", "xhigh"},
        {"gpt-6.1-sol", "max", "max"},     {"gpt-6.1-sol", "medium", "medium"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.model);
      CAPTURE(row.wish);
      Conversation conversation = with_effort(row.wish);
      if (conversation.effort == "none") {
        conversation.effort.clear();
        conversation.thinking.mode = ThinkingWish::Mode::disabled;
      }
      CHECK(encode(conversation, Target("openai", row.model))["reasoning"]["effort"] == row.word);
    }
    Conversation budget = asked({user({TextPart{"x"}})});
    budget.thinking = {ThinkingWish::Mode::budget, 10'000};
    CHECK(encode(budget, sol())["reasoning"]["effort"] == "medium");
  }

  // One row for each quirk: what is sent with OpenAI's value, and with the other one.
  TEST_CASE("each quirk changes what is sent") {
    struct Row {
      const char* name;
      Conversation conversation;
      std::function<void(Target&)> change;
      const char* pointer;
      Json before;
      Json after;
    };
    Conversation forced = story();
    forced.tool_choice = ToolChoice{ToolChoice::Kind::any, "", false};
    Conversation shaped = asked({user({TextPart{"x"}})});
    shaped.output_schema_json = R"({"type":"object"})";
    shaped.max_tokens = 100;
    shaped.temperature = 0.5;
    const auto samples = [](Target& target) { target.info.sampling = true; };
    const Row rows[] = {
        {"freeform_tools", story(), [](Target& t) { t.provider.responses.freeform_tools = false; },
         "/tools/1/type", "custom", "function"},
        {"freeform_tools", story(), [](Target& t) { t.provider.responses.freeform_tools = false; },
         "/input/3/type", "custom_tool_call", "function_call"},
        {"encrypted_reasoning", story(),
         [](Target& t) { t.provider.responses.encrypted_reasoning = false; }, "/include/0",
         "reasoning.encrypted_content", nullptr},
        {"reasoning_summary", story(),
         [](Target& t) { t.provider.responses.reasoning_summary = false; }, "/reasoning/summary",
         "auto", nullptr},
        {"efforts", with_effort("max"),
         [](Target& t) {
           t.provider.responses.efforts = {"low", "high"};
         },
         "/reasoning/effort", "max", "high"},
        {"always_reasons", with_effort("none"),
         [](Target& t) { t.provider.responses.always_reasons.clear(); }, "/reasoning/effort", "low",
         "none"},
        {"prompt_cache_key", story(),
         [](Target& t) { t.provider.responses.prompt_cache_key = false; }, "/prompt_cache_key",
         "s1", nullptr},
        {"parallel_tool_calls", forced,
         [](Target& t) { t.provider.responses.parallel_tool_calls = false; },
         "/parallel_tool_calls", false, nullptr},
        {"tool_choice_forced", forced,
         [](Target& t) { t.provider.responses.tool_choice_forced = false; }, "/tool_choice",
         "required", "auto"},
        {"store", story(), [](Target& t) { t.provider.responses.store = false; }, "/store", false,
         nullptr},
        {"developer_role", story(), [](Target& t) { t.provider.responses.developer_role = false; },
         "/input/6/role", "developer", "system"},
        {"json_schema", shaped, [](Target& t) { t.provider.responses.json_schema = false; },
         "/text/format/type", "json_schema", nullptr},
        {"json_schema", shaped, [](Target& t) { t.provider.responses.json_schema = false; },
         "/instructions", nullptr,
         "Answer with nothing but one JSON object that matches this JSON Schema: "
         "{\"type\":\"object\"}"},
        {"max_output_tokens", shaped,
         [](Target& t) { t.provider.responses.max_output_tokens = false; }, "/max_output_tokens",
         100, nullptr},
        {"temperature", shaped, [](Target& t) { t.provider.responses.temperature = false; },
         "/temperature", 0.5, nullptr},
        {"images", with_image(), [](Target& t) { t.provider.responses.images = false; }, "/refused",
         nullptr, "takes no images"},
        {"files", with_document(), [](Target& t) { t.provider.responses.files = false; },
         "/refused", nullptr, "takes no documents"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.name);
      Target target = sol();
      target.session = "s1";
      samples(target);
      const Json::json_pointer at(row.pointer);
      CHECK(encode(row.conversation, target).value(at, Json()) == row.before);
      row.change(target);
      CHECK(encode(row.conversation, target).value(at, Json()) == row.after);
    }
  }

  TEST_CASE("a model's own limits hold") {
    Target target = sol();
    target.info.tools = false;
    CHECK(encode(story(), target)["refused"] == "takes no tools");
    target = sol();
    target.info.images = false;
    CHECK(encode(with_image(), target)["refused"] == "takes no images");
    target.info.effort = false;
    CHECK_FALSE(encode(with_effort("high"), target)["reasoning"].contains("effort"));
    Conversation tiny = asked({user({TextPart{"x"}})});
    tiny.max_tokens = 1;
    CHECK(encode(tiny, sol())["max_output_tokens"] == 16);
  }
}

}  // namespace edgee::test

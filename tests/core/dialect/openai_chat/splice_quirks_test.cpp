#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/splice.h"
#include "core/dialect/openai_chat/tool_ids.h"
#include "tests/core/dialect/openai_chat/quirk_names.h"
#include "tests/core/dialect/openai_chat/splicing.h"

namespace edgee::test {
namespace {

// Changes the plain target by one quirk, and what is sent is another then.
struct Row {
  std::string_view name;
  std::function<void(Target&)> quirk;
  std::string request;
  std::string sent;
};

std::vector<Row> quirk_rows() {
  const std::string schema = R"({"type":"object","properties":{}})";
  const auto tool = [](const std::string& parameters) {
    return R"(,"tools":[{"type":"function","function":{"name":"f","parameters":)" + parameters +
           "}}]";
  };
  const std::string format = R"(,"response_format":{"type":"json_schema","json_schema":)"
                             R"({"name":"n","schema":)" +
                             schema + "}}";
  const auto late = [](const std::string& role, const std::string& content) {
    return asking(kHi + R"(,{"role":")" + role + R"(","content":)" + content + "}");
  };
  const std::string words =
      "Answer with nothing but one JSON object that matches this JSON "
      "Schema: {\\\"type\\\":\\\"object\\\",\\\"properties\\\":{}}";
  const auto thought = [](const std::string& field) {
    return asking(kHi + R"(,{"role":"assistant",)" + field +
                  R"("tool_calls":[{"id":"call_1","type":"function"}]},)" + kResult);
  };
  return {
      {"max_tokens_field",
       [](Target& t) { t.provider.chat.max_tokens_field = MaxTokensField::max_completion_tokens; },
       asking(kHi, R"(,"max_tokens":99)"), asking(kHi, R"(,"max_completion_tokens":99)")},
      {"stream_options", [](Target& t) { t.provider.chat.stream_options = false; },
       asking(kHi, R"(,"stream":true,"stream_options":{"include_usage":true})"),
       asking(kHi, R"(,"stream":true)")},
      {"parallel_tool_calls", [](Target& t) { t.provider.chat.parallel_tool_calls = false; },
       asking(kHi, R"(,"tools":[)" + kTool + R"(],"parallel_tool_calls":false)"),
       asking(kHi, R"(,"tools":[)" + kTool + "]")},
      {"tool_choice_forced", [](Target& t) { t.provider.chat.tool_choice_forced = false; },
       asking(kHi, R"(,"tools":[)" + kTool + R"(],"tool_choice":"required")"),
       asking(kHi, R"(,"tools":[)" + kTool + R"(],"tool_choice":"auto")")},
      {"a model that cannot be forced", [](Target& t) { t.info.forced_tool_choice = false; },
       asking(kHi, R"(,"tools":[)" + kTool +
                       R"(],"tool_choice":{"type":"function","function":{"name":"f"}})"),
       asking(kHi, R"(,"tools":[)" + kTool + R"(],"tool_choice":"auto")")},
      {"required_word", [](Target& t) { t.provider.chat.required_word = "any"; },
       asking(kHi, R"(,"tools":[)" + kTool + R"(],"tool_choice":"required")"),
       asking(kHi, R"(,"tools":[)" + kTool + R"(],"tool_choice":"any")")},
      {"images", [](Target& t) { t.provider.chat.images = false; },
       asking(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]})"),
       "refused: takes no images"},
      {"a model without eyes", [](Target& t) { t.info.images = false; },
       asking(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]})"),
       "refused: takes no images"},
      {"reasoning_effort",
       [](Target& t) {
         t.provider.chat.reasoning_effort = true;
         t.info.effort = true;
       },
       asking(kHi, R"(,"reasoning_effort":"max")"), asking(kHi, R"(,"reasoning_effort":"high")")},
      {"efforts",
       [](Target& t) {
         t.provider.chat.reasoning_effort = true;
         t.info.effort = true;
         t.provider.chat.efforts = {"high", "max"};
       },
       asking(kHi, R"(,"reasoning_effort":"low")"), asking(kHi, R"(,"reasoning_effort":"high")")},
      {"echo_reasoning", [](Target& t) { t.provider.chat.echo_reasoning = true; },
       thought(R"("reasoning":"hm",)"),
       asking(kHi +
              R"(,{"reasoning_content":"hm","role":"assistant",)"
              R"("tool_calls":[{"id":"call_1","type":"function"}]},)" +
              kResult)},
      {"reasoning_placeholder",
       [](Target& t) {
         t.provider.chat.echo_reasoning = true;
         t.provider.chat.reasoning_placeholder = "gone";
       },
       thought(R"("reasoning_content":"",)"), thought(R"("reasoning_content":"gone",)")},
      {"tool_id_length", [](Target& t) { t.provider.chat.tool_id_length = 9; },
       asking(kHi + "," + kResult),
       asking(kHi + R"(,{"role":"tool","tool_call_id":")" +
              [] {
                ChatQuirks nine;
                nine.tool_id_length = 9;
                return openai_chat::upstream_tool_id("call_1", nine);
              }() +
              R"(","content":"ok"})")},
      {"tool_id_max", [](Target& t) { t.provider.chat.tool_id_max = 3; },
       asking(kHi + "," + kResult),
       asking(kHi + R"(,{"role":"tool","tool_call_id":")" +
              openai_chat::invented_tool_id("call_1") + R"(","content":"ok"})")},
      {"assistant_after_tool", [](Target& t) { t.provider.chat.assistant_after_tool = true; },
       asking(kHi + "," + kCall + "," + kResult + "," + kHi),
       asking(kHi + "," + kCall + "," + kResult +
              R"(,{"role":"assistant","content":"I have the results."},)" + kHi)},
      {"temperature", [](Target& t) { t.provider.chat.temperature = false; },
       asking(kHi, R"(,"temperature":1,"top_p":1)"), asking(kHi)},
      {"a model that does not sample", [](Target& t) { t.info.sampling = false; },
       asking(kHi, R"(,"temperature":1,"top_p":1)"), asking(kHi)},
      {"stop_sequences", [](Target& t) { t.provider.chat.stop_sequences = false; },
       asking(kHi, R"(,"stop":"x")"), asking(kHi)},
      {"dropped_schema_keywords",
       [](Target& t) { t.provider.chat.dropped_schema_keywords = {"format"}; },
       asking(kHi, tool(R"({"type":"object","format":"x","properties":{}})")),
       asking(kHi, tool(schema))},
      {"reasoning_models_refuse_tools",
       [](Target& t) {
         t.provider.chat.reasoning_models_refuse_tools = true;
         t.info.reasoning = true;
       },
       asking(kHi, R"(,"tools":[)" + kTool + "]"),
       "refused: takes tools only on the Responses API"},
      {"a model without tools", [](Target& t) { t.info.tools = false; },
       asking(kHi, R"(,"tools":[)" + kTool + "]"), "refused: takes no tools"},
      {"json_schema", [](Target& t) { t.provider.chat.json_schema = false; }, asking(kHi, format),
       asking(R"({"role":"system","content":")" + words + "\"}," + kHi)},
      {"json_schema, behind a system text", [](Target& t) { t.provider.chat.json_schema = false; },
       asking(R"({"role":"system","content":"be good"},)" + kHi, format),
       asking(R"({"role":"system","content":"be good\n\n)" + words + "\"}," + kHi)},
      {"late_system_role", [](Target& t) { t.provider.chat.late_system_role = "developer"; },
       late("system", R"("now")"), late("developer", R"("now")")},
      {"files", [](Target& t) { t.provider.chat.files = true; },
       asking(R"({"role":"user","content":[{"type":"file","file":{"file_data":"x"}}]})"),
       asking(R"({"role":"user","content":[{"type":"file","file":{"file_data":"x"}}]})")},
      {"prompt_cache_key",
       [](Target& t) {
         t.provider.chat.prompt_cache_key = true;
         t.session = "s1";
       },
       asking(kHi), asking(kHi, R"(,"prompt_cache_key":"s1")")},
      {"extra_json", [](Target& t) { t.provider.chat.extra_json = R"("stream":1,"x":{"y":2})"; },
       asking(kHi, R"(,"stream":true)"), asking(kHi, R"(,"stream":1,"x":{"y":2})")},
      {"broken extra_json", [](Target& t) { t.provider.chat.extra_json = R"("x":)"; }, asking(kHi),
       "refused: has extra_json that is no list of JSON members"},
      {"first_call_json",
       [](Target& t) { t.provider.chat.first_call_json = R"("extra_content":{"g":1})"; },
       asking(R"({"role":"assistant","tool_calls":[{"id":"a"},{"id":"b"}]})"),
       asking(R"({"role":"assistant","tool_calls":[{"extra_content":{"g":1},"id":"a"},)"
              R"({"id":"b"}]})")},
  };
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/splice_quirks") {
  TEST_CASE("every quirk of a target shows in what it is sent") {
    for (const Row& row : quirk_rows()) {
      CAPTURE(row.name);
      Target target = plain();
      CHECK(spliced(row.request, target) != row.sent);
      row.quirk(target);
      CHECK(spliced(row.request, target) == row.sent);
    }
  }

  TEST_CASE("no quirk is without a row") {
    CHECK(quirks_without_a_row(quirk_rows()).empty());
  }
}

}  // namespace edgee::test

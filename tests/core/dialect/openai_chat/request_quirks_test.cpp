#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/request.h"
#include "core/dialect/openai_chat/tool_ids.h"
#include "tests/core/dialect/openai_chat/quirk_names.h"
#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {
namespace {

// Changes the plain target by one quirk, and what stands at a place of the request is another then.
struct Row {
  std::string_view name;
  std::function<void(ChatQuirks&, Target&)> quirk;
  Conversation conversation;
  const char* place;
  std::string there;  // "" = nothing
};

Target plain() {
  Target target("none", "m");
  target.info.images = target.info.effort = true;
  target.session = "s1";
  return target;
}

Conversation with(std::vector<Message> messages) {
  Conversation conversation;
  conversation.messages = std::move(messages);
  return conversation;
}

// With all that a quirk may change.
Conversation rich() {
  Conversation conversation = with({user({text("hi")})});
  conversation.stream = true;
  conversation.max_tokens = 99;
  conversation.temperature = 1;
  conversation.stop_sequences = {"x"};
  conversation.effort = "max";
  conversation.output_schema_json = R"({"type":"object"})";
  conversation.tools = {{"f", "", R"({"type":"object","format":"x"})", ""}};
  conversation.tool_choice = ToolChoice{ToolChoice::Kind::any, "", false};
  return conversation;
}

Conversation called() {
  return with({user({text("hi")}),
               assistant({ThinkingPart{"hm", "", false}, call("call_1", "f", "{}")}),
               user({result("call_1", "ok"), text("and?")})});
}

std::string at(const Json& body, const char* place) {
  const Json::json_pointer pointer(place);
  return body.contains(pointer) ? body[pointer].dump() : "";
}

std::vector<Row> quirk_rows() {
  using Q = ChatQuirks;
  const char* id = "/messages/1/tool_calls/0/id";
  const char* reasoning = "/messages/1/reasoning_content";
  const auto nine = [](Q& q, Target&) { q.tool_id_length = 9; };
  Q short_ids;
  short_ids.tool_id_length = 9;
  Conversation thoughtless = called();
  thoughtless.messages[1].parts.erase(thoughtless.messages[1].parts.begin());
  Conversation low = rich();
  low.effort = "low";
  return {
      {"max_tokens_field",
       [](Q& q, Target&) { q.max_tokens_field = MaxTokensField::max_completion_tokens; }, rich(),
       "/max_completion_tokens", "99"},
      {"stream_options", [](Q& q, Target&) { q.stream_options = false; }, rich(), "/stream_options",
       ""},
      {"parallel_tool_calls", [](Q& q, Target&) { q.parallel_tool_calls = false; }, rich(),
       "/parallel_tool_calls", ""},
      {"tool_choice_forced", [](Q& q, Target&) { q.tool_choice_forced = false; }, rich(),
       "/tool_choice", R"("auto")"},
      {"required_word", [](Q& q, Target&) { q.required_word = "any"; }, rich(), "/tool_choice",
       R"("any")"},
      {"images", [](Q& q, Target&) { q.images = false; }, with({user({image()})}), "/refused",
       R"("takes no images")"},
      {"reasoning_effort", [](Q& q, Target&) { q.reasoning_effort = true; }, rich(),
       "/reasoning_effort", R"("high")"},
      {"efforts",
       [](Q& q, Target&) {
         q.reasoning_effort = true;
         q.efforts = {"medium", "max"};
       },
       low, "/reasoning_effort", R"("medium")"},
      {"echo_reasoning", [](Q& q, Target&) { q.echo_reasoning = true; }, called(), reasoning,
       R"("hm")"},
      {"reasoning_placeholder",
       [](Q& q, Target&) {
         q.echo_reasoning = true;
         q.reasoning_placeholder = "gone";
       },
       thoughtless, reasoning, R"("gone")"},
      {"tool_id_length", nine, called(), id,
       '"' + openai_chat::upstream_tool_id("call_1", short_ids) + '"'},
      {"tool_id_max", [](Q& q, Target&) { q.tool_id_max = 3; }, called(), id,
       '"' + openai_chat::invented_tool_id("call_1") + '"'},
      {"assistant_after_tool", [](Q& q, Target&) { q.assistant_after_tool = true; }, called(),
       "/messages/3/content", R"("I have the results.")"},
      {"temperature", [](Q& q, Target&) { q.temperature = false; }, rich(), "/temperature", ""},
      {"stop_sequences", [](Q& q, Target&) { q.stop_sequences = false; }, rich(), "/stop", ""},
      {"dropped_schema_keywords", [](Q& q, Target&) { q.dropped_schema_keywords = {"format"}; },
       rich(), "/tools/0/function/parameters/format", ""},
      {"reasoning_models_refuse_tools",
       [](Q& q, Target& t) {
         q.reasoning_models_refuse_tools = true;
         t.info.reasoning = true;
       },
       rich(), "/refused", R"("takes tools only on the Responses API")"},
      {"json_schema", [](Q& q, Target&) { q.json_schema = false; }, rich(), "/response_format", ""},
      {"late_system_role", [](Q& q, Target&) { q.late_system_role = "developer"; },
       with({user({text("hi")}), system("now")}), "/messages/1",
       R"({"content":"now","role":"developer"})"},
      {"files", [](Q& q, Target&) { q.files = true; },
       with({user({DocumentPart{"application/pdf", "JVBE", "", "", "a.pdf"}})}),
       "/messages/0/content/0/file/filename", R"("a.pdf")"},
      {"prompt_cache_key", [](Q& q, Target&) { q.prompt_cache_key = true; }, rich(),
       "/prompt_cache_key", R"("s1")"},
      {"extra_json", [](Q& q, Target&) { q.extra_json = R"("stream":1,"x":{"y":2})"; }, rich(),
       "/x/y", "2"},
      {"first_call_json", [](Q& q, Target&) { q.first_call_json = R"("x":1)"; }, called(),
       "/messages/1/tool_calls/0/x", "1"},
  };
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/request_quirks") {
  TEST_CASE("every quirk of a target shows in a request that is written for it") {
    for (const Row& row : quirk_rows()) {
      CAPTURE(row.name);
      Target target = plain();
      CHECK(at(encode(row.conversation, target), row.place) != row.there);
      row.quirk(target.provider.chat, target);
      CHECK(at(encode(row.conversation, target), row.place) == row.there);
    }
  }

  TEST_CASE("no quirk is without a row") {
    CHECK(quirks_without_a_row(quirk_rows()).empty());
  }
}

}  // namespace edgee::test

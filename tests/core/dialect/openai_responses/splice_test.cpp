#include <functional>

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

// Codex's request of a later turn.
const std::string kCodex = R"({"model":"gpt-6.1-sol","instructions":"Be.","input":[
  {"type":"additional_tools","role":"developer","tools":[{"type":"namespace","name":"functions",
    "tools":[{"type":"custom","name":"exec"}]}]},
  {"type":"message","id":"msg_1","role":"developer","phase":"x",
    "content":[{"type":"input_text","text":"D"}]},
  {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAA"},
  {"type":"custom_tool_call","id":"ctc_1","call_id":"c","name":"exec","input":"ls"},
  {"type":"custom_tool_call_output","call_id":"c","output":"ok"},
  {"type":"web_search_call","id":"ws_1","status":"completed"},
  {"type":"compaction","encrypted_content":"gBBB"}],
  "tool_choice":"auto","parallel_tool_calls":true,"store":true,"stream":true,
  "include":["reasoning.encrypted_content","web_search_call.results"],
  "prompt_cache_key":"thread","service_tier":"priority","metadata":{"a":"b"},
  "client_metadata":{"id":"i"},"safety_identifier":"me","user":"me",
  "reasoning":{"effort":"ultra","summary":"auto"}})";

// What every server of the dialect knows.
const std::string kPlain = R"({"model":"m","input":[
  {"type":"message","id":"msg_1","role":"developer","content":"D"},
  {"type":"function_call","id":"fc_1","call_id":"c","name":"a","arguments":"{}","async":true},
  {"type":"function_call_output","call_id":"c","output":"ok"}],
  "tools":[{"type":"function","name":"a"},{"type":"web_search"}],"tool_choice":"required",
  "parallel_tool_calls":false,"max_output_tokens":500,"temperature":0.5,"top_p":0.5,
  "reasoning":{"effort":"max","summary":"auto","mode":"x"},"text":{"verbosity":"low"},
  "include":["reasoning.encrypted_content"],"store":false,"truncation":"auto",
  "prompt_cache_key":"thread"})";

Target openai() {
  Target target("openai", "gpt-6.2-sol");
  target.session = "s1";
  return target;
}

Target other() {
  Target target("xai", "grok-4.7");
  target.info.sampling = true;
  return target;
}

HeaderList headers_to(const Target& target, HeaderList sent) {
  const Request request = request_of(kPlain, std::move(sent));
  const JsonDoc body = responses().walk_request(request.raw);
  const auto spliced = responses().splice_request(request, body, target.view(), {});
  REQUIRE(spliced);
  return spliced->headers;
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/splice") {
  TEST_CASE("another account of OpenAI gets all but what is bound to the account before") {
    const Json body = splice(kCodex, openai());
    REQUIRE_FALSE(body.contains("refused"));
    CHECK(body["model"] == "gpt-6.2-sol");
    CHECK(body["input"].size() == 6);
    CHECK(body["input"][0]["tools"][0]["tools"][0]["name"] == "exec");
    CHECK(body["input"][1]["phase"] == "x");
    CHECK_FALSE(body["input"][1].contains("id"));
    CHECK(body["input"][2] ==
          Json{{"type", "reasoning"}, {"summary", Json::array()}, {"encrypted_content", "gAAA"}});
    CHECK(body["input"][3]["type"] == "custom_tool_call");
    CHECK_FALSE(body["input"][3].contains("id"));
    CHECK(body["input"][5]["role"] == "user");
    const std::string text = dump_json(body);
    for (const char* gone :
         {"gBBB", "thread", "priority", "metadata", "safety", "\"user\":", "web_search_call"}) {
      CAPTURE(gone);
      CHECK(text.find(gone) == std::string::npos);
    }
    CHECK(body["store"] == false);
    CHECK(body["include"] == Json{"reasoning.encrypted_content"});
    CHECK(body["prompt_cache_key"] == "s1");
    CHECK(body["reasoning"] == Json{{"effort", "max"}, {"summary", "auto"}});
  }

  TEST_CASE("reasoning passes where it may be understood, and nowhere else") {
    const std::string own = R"({"type":"reasoning","id":"rs_1","encrypted_content":"g"})";
    const std::string bare = R"({"type":"reasoning","id":"rs_1","encrypted_content":null})";
    const std::string ours = R"({"type":"reasoning","id":"rs_edgee_a","encrypted_content":"g"})";
    const auto passed = [](const std::string& item, const Target& target) {
      return splice(body_of("[" + item + R"(,{"role":"user","content":"x"}])"), target)["input"]
                 .size() == 2;
    };
    CHECK(passed(own, openai()));
    CHECK_FALSE(passed(bare, openai()));
    CHECK_FALSE(passed(ours, openai()));
    CHECK_FALSE(passed(own, other()));
    Target plain = openai();
    plain.provider.responses.encrypted_reasoning = false;
    CHECK_FALSE(passed(own, plain));
  }

  TEST_CASE("another provider gets what all of them know") {
    const Json body = splice(kPlain, other());
    CHECK(body == *parse_json(R"({"model":"grok-4.7","input":[
      {"type":"message","role":"developer","content":"D"},
      {"type":"function_call","call_id":"c","name":"a","arguments":"{}"},
      {"type":"function_call_output","call_id":"c","output":"ok"}],
      "tools":[{"type":"function","name":"a"}],"tool_choice":"required",
      "parallel_tool_calls":false,"max_output_tokens":500,"temperature":0.5,"top_p":0.5,
      "reasoning":{"effort":"high"},"text":{"verbosity":"low"},
      "include":["reasoning.encrypted_content"],"store":false})"));
  }

  TEST_CASE("what need not change stays byte for byte") {
    const std::string raw =
        "{ \"input\" : [ {\"role\":\"user\",\"content\":\"\\u0041\"} ] ,\n"
        "  \"model\":\"grok-4.7\"}";
    const Request request = request_of(raw);
    const JsonDoc body = responses().walk_request(request.raw);
    const Target target = other();
    CHECK(responses().splice_request(request, body, target.view(), {})->body == raw);
  }

  TEST_CASE("a target is refused for what it cannot take") {
    struct Row {
      std::string input;
      std::string more;
      std::string reason;
    };
    const Row rows[] = {
        {R"("x")", R"("previous_response_id":"r")", "previous_response_id: "},
        {R"("x")", R"("conversation":"r")", "conversation: "},
        {R"("x")", R"("background":true)", "background: "},
        {R"("x")", R"("tools":[{"type":"custom","name":"e"}])",
         "takes no tools of the type custom"},
        {R"("x")", R"("tools":[{"type":"namespace","name":"e"}])",
         "takes no tools of the type name"},
        {R"("x")", R"("tools":[{"type":"local_shell"}])", "takes no tools of the type local_shell"},
        {R"("x")", R"("tools":[{"type":"web_search"}],"tool_choice":{"type":"web_search"})",
         "cannot run the server tool web_search"},
        {R"("x")", R"("tools":[{"type":"web_search"}],"tool_choice":"required")",
         "the request needs a server tool"},
        {R"([{"type":"custom_tool_call","call_id":"c"}])", "", "takes no items of the type custom"},
        {R"([{"type":"additional_tools","tools":[]}])", "",
         "takes no items of the type additional"},
        {R"([{"type":"compaction_trigger"}])", "", "takes no items of the type compaction_trigger"},
        {R"([{"type":"item_reference","id":"msg_1"}])", "", "takes no items of the type item_ref"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.input);
      CAPTURE(row.more);
      const Json body = splice(body_of(row.input, row.more), other());
      CHECK(string_member(body, "refused").starts_with(row.reason));
    }
    Target blind = other();
    blind.info.images = false;
    CHECK(splice(body_of(R"([{"role":"user","content":[{"type":"input_image"}]}])"),
                 blind)["refused"] == "grok-4.7 takes no images");
  }

  TEST_CASE("hosted tools and unknown items are left out where they do no harm") {
    const Json body =
        splice(body_of(R"([{"type":"mcp_call","id":"m"},{"type":"item_reference","id":"rs_1"},)"
                       R"({"type":"configuration_update","reasoning":{"effort":"low"}},)"
                       R"({"role":"user","content":"x"}])",
                       R"("tools":[{"type":"web_search"}],"tool_choice":"auto")"),
               other());
    CHECK(body["input"] == *parse_json(R"([{"role":"user","content":"x"}])"));
    CHECK_FALSE(body.contains("tools"));
    CHECK_FALSE(body.contains("tool_choice"));
  }

  // One row for each quirk: what is sent as it is, and with the other value.
  TEST_CASE("each quirk changes what is sent") {
    struct Row {
      const char* name;
      std::string raw;
      std::function<void(Target&)> change;
      const char* pointer;
      Json before;
      Json after;
    };
    const std::string freeform = body_of(R"("x")", R"("tools":[{"type":"custom","name":"e"}])");
    const std::string spaced =
        body_of(R"([{"type":"additional_tools","tools":[{"type":"function","name":"a"}]}])");
    const Row rows[] = {
        {"freeform_tools", freeform, [](Target& t) { t.provider.responses.freeform_tools = true; },
         "/tools/0/type", nullptr, "custom"},
        {"tool_namespaces", spaced, [](Target& t) { t.provider.responses.tool_namespaces = true; },
         "/input/0/type", nullptr, "additional_tools"},
        {"openai_models", kPlain, [](Target& t) { t.provider.responses.openai_models = true; },
         "/truncation", nullptr, "auto"},
        {"encrypted_reasoning", kPlain,
         [](Target& t) { t.provider.responses.encrypted_reasoning = false; }, "/include/0",
         "reasoning.encrypted_content", nullptr},
        {"reasoning_summary", kPlain,
         [](Target& t) { t.provider.responses.reasoning_summary = true; }, "/reasoning/summary",
         nullptr, "auto"},
        {"efforts", kPlain, [](Target& t) { t.provider.responses.efforts = {"low"}; },
         "/reasoning/effort", "high", "low"},
        {"prompt_cache_key", kPlain,
         [](Target& t) {
           t.provider.responses.prompt_cache_key = true;
           t.session = "s2";
         },
         "/prompt_cache_key", nullptr, "s2"},
        {"parallel_tool_calls", kPlain,
         [](Target& t) { t.provider.responses.parallel_tool_calls = false; },
         "/parallel_tool_calls", false, nullptr},
        {"tool_choice_forced", kPlain,
         [](Target& t) { t.provider.responses.tool_choice_forced = false; }, "/tool_choice",
         "required", "auto"},
        {"store", kPlain, [](Target& t) { t.provider.responses.store = false; }, "/store", false,
         nullptr},
        {"developer_role", kPlain, [](Target& t) { t.provider.responses.developer_role = false; },
         "/input/0/role", "developer", "system"},
        {"json_schema", kPlain, [](Target& t) { t.provider.responses.json_schema = false; },
         "/text/verbosity", "low", nullptr},
        {"max_output_tokens", kPlain,
         [](Target& t) { t.provider.responses.max_output_tokens = false; }, "/max_output_tokens",
         500, nullptr},
        {"max_output_tokens", kPlain, [](Target& t) { t.info.max_output = 100; },
         "/max_output_tokens", 500, 100},
        {"temperature", kPlain, [](Target& t) { t.provider.responses.temperature = false; },
         "/temperature", 0.5, nullptr},
        {"images", body_of(R"([{"role":"user","content":[{"type":"input_image"}]}])"),
         [](Target& t) { t.provider.responses.images = false; }, "/refused", nullptr,
         "grok-4.7 takes no images"},
        {"files", body_of(R"([{"role":"user","content":[{"type":"input_file"}]}])"),
         [](Target& t) { t.provider.responses.files = true; }, "/refused",
         "grok-4.7 takes no documents", nullptr},
    };
    for (const Row& row : rows) {
      CAPTURE(row.name);
      Target target = other();
      const Json::json_pointer at(row.pointer);
      CHECK(splice(row.raw, target).value(at, Json()) == row.before);
      row.change(target);
      CHECK(splice(row.raw, target).value(at, Json()) == row.after);
    }
  }

  TEST_CASE("no header tells who or where the agent is") {
    const HeaderList headers = headers_to(openai(), {{"authorization", "Bearer agent"},
                                                     {"chatgpt-account-id", "a"},
                                                     {"x-codex-turn-state", "t"},
                                                     {"session-id", "s"},
                                                     {"thread-id", "t"},
                                                     {"originator", "codex"},
                                                     {"user-agent", "codex/1"},
                                                     {"cookie", "c"},
                                                     {"x-client-request-id", "r"},
                                                     {"openai-beta", "b"}});
    std::string names;
    for (const Header& header : headers)
      names += header.name + "=" + header.value + ";";
    CHECK(names == "content-type=application/json;accept=application/json;user-agent=edgee;");
  }
}

}  // namespace edgee::test

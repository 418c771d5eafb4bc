#include "core/dialect/openai_chat/request_decode.h"

#include <initializer_list>
#include <string>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/agent_tools.h"
#include "tests/core/dialect/openai_chat/conversation_text.h"

namespace edgee::test {
namespace {

using openai_chat::decode_request;

Conversation decoded(const std::string& messages, const std::string& more = "") {
  const Result<Conversation> read =
      decode_request(R"({"model":"m","messages":[)" + messages + "]" + more + "}");
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *read;
}

std::string refused(const std::string& messages, const std::string& more = "") {
  const Result<Conversation> read =
      decode_request(R"({"model":"m","messages":[)" + messages + "]" + more + "}");
  return read ? "" : read.error().message;
}

// The messages alone, one a line.
std::string turns(const std::string& messages) {
  return describe_messages(decoded(messages));
}

std::string user_says(const std::string& part) {
  return R"({"role":"user","content":[)" + part + "]}";
}

const std::string kHi = R"({"role":"user","content":"hi"})";

}  // namespace

TEST_SUITE("core/dialect/openai_chat/request_decode") {
  TEST_CASE("instructions before all else are the system text, later ones stay in their place") {
    const Conversation talk =
        decoded(R"({"role":"system","content":"a"},{"role":"developer","content":[{"type":"text",)"
                R"("text":"b"},{"type":"text","text":"c"}]},)" +
                kHi + R"(,{"role":"developer","content":"d"},{"role":"user","content":"e"})");
    CHECK(talk.system == std::vector<std::string>{"a", "b", "c"});
    CHECK(describe_messages(talk) ==
          "user: text hi\n"
          "system: text d\n"
          "user: text e\n");
  }

  TEST_CASE("user content of every kind") {
    CHECK(turns(user_says(R"({"type":"text","text":"look"},{"type":"image_url","image_url":)"
                          R"({"url":"data:image/png;base64,iVBOR","detail":"low"}})")) ==
          "user: text look | image image/png iVBOR\n");
    CHECK(turns(user_says(R"({"type":"image_url","image_url":{"url":"https:\/\/x.y\/z.png"}})")) ==
          "user: image https://x.y/z.png\n");
    CHECK(turns(user_says(R"({"type":"file","file":{"filename":"a.pdf",)"
                          R"("file_data":"data:application/pdf;base64,JVBE"}})")) ==
          "user: document application/pdf JVBE (a.pdf)\n");
    CHECK(turns(user_says(R"({"type":"file","file":{"filename":"a.txt",)"
                          R"("file_data":"data:text/plain;charset=utf-8;base64,aGVsbG8="}})")) ==
          "user: document text/plain hello (a.txt)\n");
  }

  TEST_CASE("what no conversation holds is refused by name") {
    struct Row {
      std::string part;
      const char* why;
    };
    for (const Row& row : std::initializer_list<Row>{
             {R"({"type":"input_audio","input_audio":{"data":"UklG","format":"wav"}})",
              "messages.0: audio cannot be translated"},
             {R"({"type":"file","file":{"file_id":"file-1"}})",
              "messages.0: a file by its id cannot be translated: only its own vendor has it"},
             {R"({"type":"video_url","video_url":{"url":"x"}})",
              "messages.0: a content part of the type 'video_url' cannot be translated"},
             {R"({"type":"image_url","image_url":{"url":"data:image/png,%89"}})",
              "messages.0: an image whose data URL is no base64"},
             {R"({"type":"image_url"})", "messages.0: an image part without image_url"},
             {R"({"type":"file","file":{"file_data":"data:text/plain;base64,a b"}})",
              "messages.0: a text file whose data is no base64"},
         }) {
      CHECK(refused(user_says(row.part)) == row.why);
    }
    CHECK(refused(R"({"role":"narrator","content":"x"})") == "messages.0: unknown role 'narrator'");
  }

  TEST_CASE("the older function calling is refused with a reason") {
    CHECK(refused(kHi, R"(,"functions":[{"name":"f"}])").starts_with("functions: use tools"));
    CHECK(refused(kHi, R"(,"function_call":"auto")").starts_with("function_call: use tool_choice"));
    CHECK(refused(kHi + R"(,{"role":"assistant","content":null,"function_call":{"name":"f"}})") ==
          "messages.1: an assistant's function_call: the older function calling is not translated");
    CHECK(refused(kHi + R"(,{"role":"function","name":"f","content":"1"})")
              .starts_with("messages.1: a message of the role 'function'"));
    CHECK(refused(kHi, R"(,"functions":null,"function_call":null)").empty());
  }

  TEST_CASE("what only the agent's own vendor can give is refused") {
    CHECK(refused(kHi, R"(,"n":2)") == "n: several answers at once cannot be translated");
    CHECK(refused(kHi, R"(,"n":1)").empty());
    CHECK(refused(kHi, R"(,"web_search_options":{})").starts_with("web_search_options"));
    CHECK(refused(kHi, R"(,"audio":{"voice":"x"})").starts_with("audio"));
  }

  TEST_CASE("an assistant's turn: what it thought, said and called") {
    CHECK(
        turns(kHi + R"(,{"role":"assistant","reasoning_content":"hm","content":"I look",)"
                    R"("tool_calls":[{"id":"functions.Read:0","type":"function","function":)"
                    R"({"name":"Read","arguments":"{\"a\": 1}"}},{"id":"c2","type":"function",)"
                    R"("function":{"name":"List","arguments":""}}]})") ==
        "user: text hi\n"
        "assistant: thinking hm | text I look | call edgee-functions-2eRead-3a0 Read {\"a\": 1} | "
        "call c2 List {}\n");
    CHECK(turns(kHi + R"(,{"role":"assistant","content":null,"refusal":"I may not"})") ==
          "user: text hi\nassistant: text I may not\n");
  }

  TEST_CASE("reasoning by each of its names") {
    for (const char* field :
         {R"("reasoning_content":"hm")", R"("reasoning":"hm")",
          R"("reasoning_details":[{"type":"reasoning.text","text":"h"},{"summary":"m"}])"}) {
      CHECK(turns(kHi + R"(,{"role":"assistant","content":"x",)" + field + "}") ==
            "user: text hi\nassistant: thinking hm | text x\n");
    }
    CHECK(turns(kHi + R"(,{"role":"assistant","content":[{"type":"thinking","thinking":)"
                      R"([{"type":"text","text":"hm"}]},{"type":"text","text":"x"}]})") ==
          "user: text hi\nassistant: thinking hm | text x\n");
  }

  TEST_CASE("the results of parallel calls are one message") {
    CHECK(turns(kHi + R"(,{"role":"tool","tool_call_id":"c1","content":"one"})"
                      R"(,{"role":"tool","tool_call_id":"c2","content":[{"type":"text",)"
                      R"("text":"two"},{"type":"text","text":"three"}]})"
                      R"(,{"role":"user","content":"go on"})"
                      R"(,{"role":"tool","tool_call_id":"c3","content":""})") ==
          "user: text hi\n"
          "user: result c1 one | result c2 two+three\n"
          "user: text go on\n"
          "user: result c3 \n");
  }

  TEST_CASE("arguments that are no JSON object cannot run and break nothing") {
    struct Row {
      const char* arguments;
      const char* input;
    };
    for (const Row& row : std::initializer_list<Row>{
             {R"("{\"a\":1}")", R"({"a":1})"},
             {R"({"a":1})", R"({"a":1})"},
             {R"("{\"a\":")", R"({"unparsed_input":"{\"a\":"})"},
             {R"("[1]")", R"({"unparsed_input":"[1]"})"},
             {R"("  ")", "{}"},
             {"null", "{}"},
         }) {
      CHECK(turns(R"({"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f",)"
                  R"("arguments":)" +
                  std::string(row.arguments) + "}}]}") ==
            "assistant: call c f " + std::string(row.input) + "\n");
    }
    const std::string deep = std::string(300, '[') + std::string(300, ']');
    CHECK(turns(R"({"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f",)"
                R"("arguments":"{\"a\":)" +
                deep + R"(}"}}]})")
              .starts_with("assistant: call c f {\"unparsed_input\""));
  }

  TEST_CASE("messages that say nothing are left out") {
    CHECK(turns(R"({"role":"user","content":""},)" + kHi +
                R"(,{"role":"assistant","content":null})") == "user: text hi\n");
  }

  TEST_CASE("function tools and freeform ones") {
    const Conversation talk = decoded(
        kHi,
        R"(,"tools":[{"type":"function","function":{"name":"f","description":"d",)"
        R"("parameters":{"type":"object"},"strict":true}},{"type":"function","function":)"
        R"({"name":"bare"}},{"type":"custom","custom":{"name":"patch","description":"p","format":)"
        R"({"type":"grammar","grammar":{"syntax":"lark","definition":"start: \"a\""}}}},)"
        R"({"type":"web_search"},{"type":"function","function":{"name":"f"}}])");
    REQUIRE(talk.tools.size() == 4);
    CHECK(talk.tools[0].name == "f");
    CHECK(talk.tools[0].description == "d");
    CHECK(talk.tools[0].schema_json == R"({"type":"object"})");
    CHECK_FALSE(talk.tools[0].freeform);
    CHECK(talk.tools[1].schema_json == R"({"type":"object","properties":{}})");
    CHECK(talk.tools[2].freeform);
    CHECK(Json::parse(talk.tools[2].schema_json)["properties"].contains("input"));
    CHECK(talk.tools[2].grammar_json ==
          R"({"type":"grammar","syntax":"lark","definition":"start: \"a\""})");
    CHECK(talk.tools[3].server_type == "web_search");
  }

  TEST_CASE("a freeform call of the history") {
    CHECK(turns(R"({"role":"assistant","tool_calls":[{"id":"c","type":"custom","custom":)"
                R"({"name":"patch","input":"a \"b\"\n"}}]})") ==
          "assistant: call c patch {\"input\":\"a \\\"b\\\"\\n\"}\n");
  }

  TEST_CASE("names that other vendors refuse find their way back") {
    const std::string raw =
        R"({"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"c","function":)"
        R"({"name":"mcp.fs/read","arguments":"{}"}}]}],"tools":[{"type":"function","function":)"
        R"({"name":"mcp.fs/read"}},{"type":"function","function":{"name":"mcp_fs.read"}},)"
        R"({"type":"function","function":{"name":"plain-1"}}]})";
    const Result<Conversation> talk = decode_request(raw);
    REQUIRE(talk);
    openai_chat::AgentTools tools(raw);
    for (const ToolSpec& tool : talk->tools) {
      CHECK(tool.name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789_-") == std::string::npos);
      CHECK(tool.name.size() <= 64);
    }
    CHECK(talk->tools[0].name != talk->tools[1].name);
    CHECK(tools.find(talk->tools[0].name).name == "mcp.fs/read");
    CHECK(tools.find(talk->tools[1].name).name == "mcp_fs.read");
    CHECK(tools.find("plain-1").name == "plain-1");
    CHECK(tools.find("unheard").name == "unheard");
    const auto* call = std::get_if<ToolCallPart>(&talk->messages[0].parts[0]);
    REQUIRE(call != nullptr);
    CHECK(call->name == talk->tools[0].name);
  }

  TEST_CASE("the choice among tools") {
    using Kind = ToolChoice::Kind;
    const std::string tools = R"(,"tools":[{"type":"function","function":{"name":"a"}},)"
                              R"({"type":"function","function":{"name":"b"}}])";
    struct Row {
      const char* choice;
      Kind kind;
      const char* tool;
      std::size_t tools;
    };
    for (const Row& row : std::initializer_list<Row>{
             {R"("auto")", Kind::automatic, "", 2},
             {R"("none")", Kind::none, "", 2},
             {R"("required")", Kind::any, "", 2},
             {R"({"type":"function","function":{"name":"b"}})", Kind::tool, "b", 2},
             {R"({"type":"custom","custom":{"name":"b"}})", Kind::tool, "b", 2},
             {R"({"type":"allowed_tools","allowed_tools":{"mode":"required","tools":)"
              R"([{"type":"function","function":{"name":"b"}}]}})",
              Kind::any, "", 1},
         }) {
      CAPTURE(row.choice);
      const Conversation talk =
          decoded(kHi, tools + R"(,"tool_choice":)" + std::string(row.choice));
      REQUIRE(talk.tool_choice);
      CHECK(talk.tool_choice->kind == row.kind);
      CHECK(talk.tool_choice->tool == row.tool);
      CHECK(talk.tool_choice->parallel);
      CHECK(talk.tools.size() == row.tools);
    }
    CHECK_FALSE(decoded(kHi, tools).tool_choice);
    const Conversation single = decoded(kHi, tools + R"(,"parallel_tool_calls":false)");
    REQUIRE(single.tool_choice);
    CHECK_FALSE(single.tool_choice->parallel);
    CHECK_FALSE(decoded(kHi, R"(,"parallel_tool_calls":false)").tool_choice);
  }

  TEST_CASE("the wishes of a request") {
    const Conversation talk =
        decoded(kHi, R"(,"stream":true,"max_completion_tokens":9,"temperature":0.5,"top_p":0.25,)"
                     R"("stop":["a","b"],"response_format":{"type":"json_schema","json_schema":)"
                     R"({"name":"n","schema":{"type":"object","properties":{}}}})");
    CHECK(talk.model == "m");
    CHECK(talk.stream);
    CHECK(talk.max_tokens == 9);
    CHECK(talk.temperature == 0.5);
    CHECK(talk.top_p == 0.25);
    CHECK(talk.stop_sequences == std::vector<std::string>{"a", "b"});
    CHECK(talk.output_schema_json == R"({"type":"object","properties":{}})");
    CHECK(decoded(kHi, R"(,"stop":"x")").stop_sequences == std::vector<std::string>{"x"});
    CHECK(decoded(kHi, R"(,"response_format":{"type":"json_object"})").system.size() == 1);
    CHECK(decoded(kHi, R"(,"response_format":{"type":"text"})").system.empty());
  }

  TEST_CASE("how much to think, in every client's words") {
    using Mode = ThinkingWish::Mode;
    struct Row {
      const char* fields;
      Mode mode;
      std::int64_t budget;
      const char* effort;
    };
    for (const Row& row : std::initializer_list<Row>{
             {"", Mode::unset, 0, ""},
             {R"(,"reasoning_effort":"high")", Mode::adaptive, 0, "high"},
             {R"(,"reasoning_effort":"minimal")", Mode::adaptive, 0, "low"},
             {R"(,"reasoning_effort":"none")", Mode::disabled, 0, ""},
             {R"(,"thinking":{"type":"enabled"})", Mode::adaptive, 0, ""},
             {R"(,"thinking":{"type":"disabled"})", Mode::disabled, 0, ""},
             {R"(,"enable_thinking":false)", Mode::disabled, 0, ""},
             {R"(,"enable_thinking":true)", Mode::adaptive, 0, ""},
             {R"(,"reasoning":{"effort":"low"})", Mode::adaptive, 0, "low"},
             {R"(,"reasoning":{"max_tokens":2000})", Mode::budget, 2000, ""},
             {R"(,"reasoning":{"enabled":false})", Mode::disabled, 0, ""},
         }) {
      CAPTURE(row.fields);
      const Conversation talk = decoded(kHi, row.fields);
      CHECK(talk.thinking.mode == row.mode);
      CHECK(talk.thinking.budget_tokens == row.budget);
      CHECK(talk.effort == row.effort);
    }
  }

  TEST_CASE("what is nested beyond all reason is refused") {
    const std::string deep = std::string(300, '[') + std::string(300, ']');
    CHECK(refused(kHi, R"(,"tools":[{"type":"function","function":{"name":"f","parameters":)" +
                           deep + "}}]") == "the request is nested too deeply");
  }
}

}  // namespace edgee::test

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

Conversation decoded(const std::string& raw) {
  auto conversation = responses().decode_request(request_of(raw));
  REQUIRE(conversation);
  return *std::move(conversation);
}

const std::string kCall =
    R"({"type":"function_call","id":"fc_1","call_id":"c1","name":"read","arguments":"{\"a\":1}"})";
const std::string kOutput = R"({"type":"function_call_output","call_id":"c1","output":"ok"})";
const std::string kAsk = R"({"type":"message","role":"user","content":"Hi"})";

}  // namespace

TEST_SUITE("core/dialect/openai_responses/request_decode") {
  TEST_CASE("a string is the user's only message, and instructions are the system's") {
    CHECK(read_input(R"("Hi")", R"("instructions":"Be brief.")") ==
          "system \"Be brief.\"\nuser:\n  text \"Hi\"\n");
  }

  TEST_CASE("items become turns, neighbours of one side one turn") {
    CHECK(read_input("[" + kAsk +
                     R"(,{"type":"message","role":"assistant","content":[)"
                     R"({"type":"output_text","text":"I look."}]},)" +
                     kCall + "," + kOutput + R"(,{"role":"user","content":"And?"}])") ==
          "user:\n  text \"Hi\"\n"
          "assistant:\n  text \"I look.\"\n  call c1 read {\"a\":1}\n"
          "user:\n  result c1 [text \"ok\"]\n  text \"And?\"\n");
  }

  TEST_CASE("instructions lead, or stand where they were given") {
    CHECK(read_input(R"([{"role":"developer","content":"First."},)" + kAsk +
                     R"(,{"role":"system","content":"Later."}])") ==
          "system \"First.\"\nuser:\n  text \"Hi\"\ninstruction:\n  text \"Later.\"\n");
  }

  TEST_CASE("an instruction between a call and its result waits for the result") {
    CHECK(read_input("[" + kAsk + "," + kCall + R"(,{"role":"developer","content":"Quick."},)" +
                     kOutput + "]") ==
          "user:\n  text \"Hi\"\nassistant:\n  call c1 read {\"a\":1}\n"
          "user:\n  result c1 [text \"ok\"]\ninstruction:\n  text \"Quick.\"\n");
  }

  TEST_CASE("every call has a result before the next turn, though it comes later or never") {
    CHECK(read_input("[" + kAsk + "," + kCall + "," + kAsk + "," + kOutput + "]") ==
          "user:\n  text \"Hi\"\nassistant:\n  call c1 read {\"a\":1}\n"
          "user:\n  result c1 [text \"(no result yet)\"]\n  text \"Hi\"\n"
          "  text \"Result of the tool call c1:\"\n  text \"ok\"\n");
    CHECK(read_input("[" + kCall + "]") ==
          "assistant:\n  call c1 read {\"a\":1}\n"
          "user:\n  result c1 [text \"(no result yet)\"]\n");
  }

  TEST_CASE("parallel calls keep their results together, whatever the order") {
    const std::string second =
        R"({"type":"function_call","call_id":"c2","name":"b","arguments":""})";
    const std::string answer = R"({"type":"function_call_output","call_id":"c2","output":"2"})";
    CHECK(read_input("[" + kCall + "," + second + "," + answer + "," + kOutput + "]") ==
          "assistant:\n  call c1 read {\"a\":1}\n  call c2 b {}\n"
          "user:\n  result c2 [text \"2\"]\n  result c1 [text \"ok\"]\n");
  }

  TEST_CASE("images and files are carried, also in outputs") {
    CHECK(read_input(R"([{"role":"user","content":[)"
                     R"({"type":"input_image","image_url":"data:image/png;base64,AAA"},)"
                     R"({"type":"input_image","image_url":"https://x/y.png"},)"
                     R"({"type":"input_file","filename":"a.pdf",)"
                     R"("file_data":"data:application/pdf;base64,BBB"}]}])") ==
          "user:\n  image image/png AAA\n  image  https://x/y.png\n"
          "  document application/pdf a.pdf BBB\n");
    CHECK(read_input("[" + kCall +
                     R"(,{"type":"function_call_output","call_id":"c1","output":[)"
                     R"({"type":"input_text","text":"see"},)"
                     R"({"type":"input_image","image_url":"data:image/png;base64,AAA"}]}])") ==
          "assistant:\n  call c1 read {\"a\":1}\n"
          "user:\n  result c1 [text \"see\"] [image image/png AAA]\n");
  }

  TEST_CASE("what only its provider keeps is refused with a reason, never dropped in silence") {
    struct Row {
      std::string input;
      std::string more;
      std::string reason;
    };
    const Row rows[] = {
        {R"("x")", R"("previous_response_id":"resp_1")", "previous_response_id: "},
        {R"("x")", R"("conversation":"conv_1")", "conversation: "},
        {R"([{"type":"item_reference","id":"msg_1"}])", "", "input: an item_reference "},
        {R"([{"type":"compaction_trigger"}])", "", "input: only OpenAI "},
        {R"([{"role":"user","content":[{"type":"input_image","file_id":"f"}]}])", "", "an image "},
        {R"([{"role":"user","content":[{"type":"input_file","file_id":"f"}]}])", "", "a file "},
        {R"([{"role":"user","content":[{"type":"input_audio"}]}])", "", "audio "},
        {R"([{"role":"tool","content":"x"}])", "", "input: unknown role 'tool'"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.input);
      CHECK(read_input(row.input, row.more).starts_with("error: " + row.reason));
    }
    CHECK(read_input(R"("x")", R"("previous_response_id":null)") == "user:\n  text \"x\"\n");
  }

  TEST_CASE("no kind of item in the history makes an error") {
    for (const char* item :
         {R"({"type":"web_search_call","id":"ws_1","status":"completed"})",
          R"({"type":"file_search_call","id":"fs_1"})", R"({"type":"mcp_call","id":"mcp_1"})",
          R"({"type":"code_interpreter_call","id":"ci_1"})",
          R"({"type":"mcp_list_tools","id":"m"})",
          R"({"type":"image_generation_call","id":"ig_1","result":"AAA"})",
          R"({"type":"item_reference","id":"rs_1"})", R"({"type":"something_new"})",
          R"({"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"xyz"})",
          R"({"type":"configuration_update","reasoning":{"effort":"low"}})"}) {
      CAPTURE(item);
      CHECK(read_input("[" + kAsk + "," + item + "]") == "user:\n  text \"Hi\"\n");
    }
    CHECK(read_input(R"([{"type":"compaction","encrypted_content":"x"},)" + kAsk + "]")
              .starts_with("user:\n  text \"(Earlier parts of this conversation"));
  }

  TEST_CASE("reasoning is unsigned thinking: the summary, else the text") {
    CHECK(read_input(R"([{"type":"reasoning","id":"rs_1","summary":[)"
                     R"({"type":"summary_text","text":"A"},{"type":"summary_text","text":"B"}],)"
                     R"("encrypted_content":"secret"}])") ==
          "assistant:\n  thinking \"A\\n\\nB\"\n");
    CHECK(read_input(R"([{"type":"reasoning","id":"rs_1","summary":[],)"
                     R"("content":[{"type":"reasoning_text","text":"C"}]}])") ==
          "assistant:\n  thinking \"C\"\n");
  }

  TEST_CASE("calls of every kind of tool are plain calls") {
    CHECK(read_input(R"([{"type":"custom_tool_call","call_id":"c","name":"exec","input":"a\"b"},)"
                     R"({"type":"custom_tool_call_output","call_id":"c","output":"done"}])") ==
          "assistant:\n  call c exec {\"input\":\"a\\\"b\"}\nuser:\n  result c [text \"done\"]\n");
    CHECK(read_input(R"([{"type":"local_shell_call","call_id":"c",)"
                     R"("action":{"type":"exec","command":["ls"]}},)"
                     R"({"type":"local_shell_call_output","id":"c","output":"a b"}])") ==
          "assistant:\n  call c local_shell {\"type\":\"exec\",\"command\":[\"ls\"]}\n"
          "user:\n  result c [text \"a b\"]\n");
    CHECK(read_input(R"([{"type":"apply_patch_call","call_id":"c",)"
                     R"("operation":{"type":"delete_file","path":"a"}},)"
                     R"({"type":"apply_patch_call_output","call_id":"c","output":"gone"}])") ==
          "assistant:\n  call c apply_patch {\"type\":\"delete_file\",\"path\":\"a\"}\n"
          "user:\n  result c [text \"gone\"]\n");
    CHECK(read_input(R"([{"type":"tool_search_call","call_id":"c","execution":"client",)"
                     R"("arguments":{"query":"x"}},{"type":"tool_search_output","call_id":"c",)"
                     R"("tools":[{"type":"function","name":"found"}]}])") ==
          "tool found {\"type\":\"object\",\"properties\":{}}\n"
          "assistant:\n  call c tool_search {\"query\":\"x\"}\n"
          "user:\n  result c [text \"Tools that can be called now: found\"]\n");
    CHECK(read_input(R"([{"type":"function_call","call_id":"c","namespace":"mcp__git",)"
                     R"("name":"log","arguments":"{}"},)"
                     R"({"type":"function_call_output","call_id":"c","output":""}])") ==
          "assistant:\n  call c mcp__git__log {}\nuser:\n  result c\n");
  }

  TEST_CASE("the rest of a request") {
    const Conversation full = decoded(body_of(
        R"("x")",
        R"("stream":true,"temperature":0.5,"top_p":0.25,"max_output_tokens":99,)"
        R"("parallel_tool_calls":false,"tools":[{"type":"function","name":"a"}],)"
        R"("reasoning":{"effort":"high"},"text":{"format":{"type":"json_schema","name":"n",)"
        R"("schema":{"type":"object"}}},"tool_choice":"required")"));
    CHECK(full.model == "m");
    CHECK(full.stream);
    CHECK(full.temperature == 0.5);
    CHECK(full.top_p == 0.25);
    CHECK(full.max_tokens == 99);
    CHECK(full.effort == "high");
    CHECK(full.thinking.mode == ThinkingWish::Mode::adaptive);
    CHECK(full.output_schema_json == R"({"type":"object"})");
    REQUIRE(full.tool_choice);
    CHECK(full.tool_choice->kind == ToolChoice::Kind::any);
    CHECK_FALSE(full.tool_choice->parallel);
    const Conversation none = decoded(body_of(R"("x")"));
    CHECK_FALSE(none.tool_choice);
    CHECK(none.thinking.mode == ThinkingWish::Mode::unset);
  }

  TEST_CASE("the last effort counts, in words that others know") {
    const auto effort = [](const std::string& word) {
      return decoded(body_of(R"("x")", R"("reasoning":{"effort":")" + word + "\"}"));
    };
    CHECK(effort("minimal").effort == "low");
    CHECK(effort("ultra").effort == "max");
    CHECK(effort("xhigh").effort == "xhigh");
    CHECK(effort("none").thinking.mode == ThinkingWish::Mode::disabled);
    CHECK(decoded(body_of(R"([{"type":"configuration_update","reasoning":{"effort":"low"}}])",
                          R"("reasoning":{"effort":"high"})"))
              .effort == "low");
  }

  TEST_CASE("the choice among tools") {
    const std::string tools =
        R"("tools":[{"type":"function","name":"a"},{"type":"function","name":"b"},)"
        R"({"type":"web_search"}],"tool_choice":)";
    const auto choice = [&](const std::string& value) {
      return decoded(body_of(R"("x")", tools + value));
    };
    CHECK(choice(R"("auto")").tool_choice->kind == ToolChoice::Kind::automatic);
    CHECK(choice(R"("none")").tool_choice->kind == ToolChoice::Kind::none);
    CHECK(choice(R"({"type":"function","name":"b"})").tool_choice->tool == "b");
    CHECK(choice(R"({"type":"web_search"})").tool_choice->tool == "web_search");
    const Conversation allowed = choice(
        R"({"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"b"}]})");
    CHECK(allowed.tool_choice->kind == ToolChoice::Kind::any);
    REQUIRE(allowed.tools.size() == 1);
    CHECK(allowed.tools[0].name == "b");
  }
}

}  // namespace edgee::test

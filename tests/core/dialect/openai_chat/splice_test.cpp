#include "core/dialect/openai_chat/splice.h"

#include <initializer_list>
#include <string>

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_chat/splicing.h"

namespace edgee::test {

TEST_SUITE("core/dialect/openai_chat/splice") {
  TEST_CASE("what the target takes stays byte for byte") {
    const std::string raw = "{ \"model\" : \"m\",\n \"messages\" : [ " + kHi + " , " + kCall + "," +
                            kResult + R"( ], "tools": [ )" + kTool +
                            R"( ], "temperature": 0.50, "stop":["x"], "stream":true,)"
                            R"("stream_options":{"include_usage":true},"tool_choice":"required",)"
                            R"("parallel_tool_calls":true,"max_tokens":100})";
    CHECK(spliced(raw, plain()) == raw);
  }

  TEST_CASE("the model is the target's") {
    Target target = plain();
    target.model = "other/model";
    CHECK(spliced(asking(kHi), target) == R"({"model":"other/model","messages":[)" + kHi + "]}");
  }

  TEST_CASE("fields that not all servers know stay behind") {
    CHECK(spliced(asking(kHi, R"(,"seed":1,"user":"u","logprobs":true,"store":false,"metadata":{},)"
                              R"("service_tier":"auto","n":1,"verbosity":"low","thinking":{},)"
                              R"("presence_penalty":0.1,"safety_identifier":"s")"),
                  plain()) == asking(kHi));
  }

  TEST_CASE("the limit fits the model and its window") {
    Target target = plain();
    target.info.max_output = 50;
    CHECK(spliced(asking(kHi, R"(,"max_completion_tokens":99,"max_tokens":7)"), target) ==
          asking(kHi, R"(,"max_tokens":50)"));
    Target local("vllm", "m");
    CHECK(spliced(asking(kHi, R"(,"max_tokens":99)"), local) == asking(kHi));
  }

  TEST_CASE("reasoning goes back to those alone who want it") {
    const std::string said = asking(
        kHi + R"(,{"role":"assistant","content":"x","reasoning_content":"a","reasoning":"b",)"
              R"("reasoning_details":[],"name":"n","refusal":null})");
    CHECK(spliced(said, plain()) == asking(kHi + R"(,{"role":"assistant","content":"x"})"));
    Target wants = plain();
    wants.provider.chat.echo_reasoning = true;
    CHECK(spliced(said, wants) ==
          asking(kHi + R"(,{"role":"assistant","content":"x","reasoning_content":"a"})"));
  }

  TEST_CASE("a refusal that was the whole answer is its words") {
    const std::string own = kHi + R"(,{"role":"assistant","content":"No.")";
    for (const char* said : {R"("content":null,)", R"("content":"",)", R"("content":[],)"}) {
      CHECK(spliced(asking(kHi + R"(,{"role":"assistant",)" + said + R"("refusal":"No."})"),
                    plain()) == asking(own + "}"));
    }
    CHECK(spliced(asking(kHi + R"(,{"role":"assistant","refusal":"No."})"), plain()) ==
          asking(kHi + R"(,{"content":"No.","role":"assistant"})"));
    CHECK(spliced(asking(own + R"(,"refusal":"not at all"})"), plain()) == asking(own + "}"));
    CHECK(spliced(asking(kHi + R"(,{"role":"assistant","content":null,"refusal":null})"),
                  plain()) == asking(kHi + R"(,{"role":"assistant","content":null})"));
  }

  TEST_CASE("instructions get a role that the target has") {
    const std::string developer = asking(R"({"role":"developer","content":"d"},)" + kHi);
    CHECK(spliced(developer, plain()) == asking(R"({"role":"system","content":"d"},)" + kHi));
    Target openai = plain();
    openai.provider.chat.late_system_role = "developer";
    CHECK(spliced(developer, openai) == developer);
    CHECK(spliced(asking(kHi + R"(,{"role":"developer","content":[{"type":"text","text":"d"}]})"),
                  plain()) ==
          asking(kHi + R"(,{"role":"user","content":"<system>\nd\n</system>"})"));
  }

  TEST_CASE("a choice among some tools leaves the others out") {
    const std::string other =
        R"({"type":"function","function":{"name":"g","parameters":{"type":"object"}}})";
    CHECK(spliced(asking(kHi, R"(,"tools":[)" + kTool + "," + other +
                                  R"(],"tool_choice":{"type":"allowed_tools","allowed_tools":)"
                                  R"({"mode":"required","tools":[{"type":"function","function":)"
                                  R"({"name":"g"}}]}})"),
                  plain()) ==
          asking(kHi, R"(,"tools":[)" + other + R"(],"tool_choice":"required")"));
  }

  TEST_CASE("tools that only their vendor runs go, unless the agent insists") {
    const std::string search = R"(,"tools":[{"type":"web_search"}],"tool_choice":)";
    CHECK(spliced(asking(kHi, search + R"("auto","parallel_tool_calls":true)"), plain()) ==
          asking(kHi));
    CHECK(spliced(asking(kHi, search + R"("required")"), plain()) ==
          "refused: cannot run tools that are not the agent's own");
  }

  TEST_CASE("what would come back in another form is not asked for") {
    struct Row {
      std::string request;
      const char* why;
    };
    for (const Row& row : std::initializer_list<Row>{
             {asking(kHi, R"(,"tools":[{"type":"custom","custom":{"name":"p"}}])"),
              "refused: takes no custom tools"},
             {asking(R"({"role":"assistant","tool_calls":[{"id":"a","type":"custom"}]})"),
              "refused: takes no custom tools"},
             {asking(R"({"role":"user","content":[{"type":"file","file":{}}]})"),
              "refused: takes no documents"},
             {asking(R"({"role":"user","content":[{"type":"input_audio"}]})"),
              "refused: takes no parts of the type 'input_audio'"},
             {asking(R"({"role":"function","name":"f","content":"1"})"),
              "refused: the older function calling is not translated"},
             {asking(kHi, R"(,"n":3)"), "refused: n: several answers at once cannot be translated"},
         }) {
      CHECK(spliced(row.request, plain()) == row.why);
    }
  }

  TEST_CASE("small fields inside tools, calls and parts that few know stay behind") {
    CHECK(spliced(asking(R"({"role":"user","content":[{"type":"text","text":"x",)"
                         R"("cache_control":{"type":"ephemeral"}}]},{"role":"assistant",)"
                         R"("tool_calls":[{"index":0,"id":"a","type":"function",)"
                         R"("extra_content":{}}]})",
                         R"(,"tools":[{"type":"function","function":{"name":"f","strict":true},)"
                         R"("cache_control":{}}])"),
                  plain()) ==
          asking(R"({"role":"user","content":[{"type":"text","text":"x"}]},{"role":"assistant",)"
                 R"("tool_calls":[{"id":"a","type":"function"}]})",
                 R"(,"tools":[{"type":"function","function":{"name":"f"}}])"));
  }

  TEST_CASE("an id that was escaped for the agent is its maker's again") {
    CHECK(spliced(asking(R"({"role":"tool","tool_call_id":"edgee-functions-2eRead-3a0",)"
                         R"("content":"x"})"),
                  plain()) ==
          asking(R"({"role":"tool","tool_call_id":"functions.Read:0","content":"x"})"));
  }

  TEST_CASE("headers carry no credential and tell nothing of the agent") {
    Target target = plain();
    target.provider.extra_headers = {{"x-title", "edgee"}};
    const Result<Spliced> made = splice(asking(kHi), target,
                                        {{"Authorization", "Bearer key"},
                                         {"x-api-key", "key"},
                                         {"Cookie", "key"},
                                         {"X-Session-Id", "s"},
                                         {"User-Agent", "opencode/1"},
                                         {"Accept", "text/event-stream"}});
    REQUIRE(made);
    std::string all;
    for (const Header& header : made->headers)
      all += header.name + ": " + header.value + "\n";
    CHECK(all ==
          "content-type: application/json\naccept: text/event-stream\nuser-agent: edgee\n"
          "x-title: edgee\n");
  }
}

}  // namespace edgee::test

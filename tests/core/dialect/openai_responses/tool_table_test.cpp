#include "core/dialect/openai_responses/tool_table.h"

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

using openai_responses::CallKind;
using openai_responses::ToolTable;

std::string names(const ToolTable& table) {
  std::string all;
  for (const auto& entry : table.entries())
    all += (all.empty() ? "" : " ") + entry.spec.name;
  return all;
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/tool_table") {
  TEST_CASE("Codex's tools are found in the input, under flat names") {
    const std::string raw = body_of(
        R"([{"type":"additional_tools","role":"developer","tools":[)"
        R"({"type":"namespace","name":"functions","tools":[)"
        R"({"type":"custom","name":"exec","description":"Runs.","format":)"
        R"({"type":"grammar","syntax":"lark","definition":"start: X"}},)"
        R"({"type":"function","name":"wait","parameters":{"type":"object"}}]},)"
        R"({"type":"namespace","name":"multi_agent_v1","tools":[{"type":"function","name":"wait"}]},)"
        R"({"type":"tool_search","execution":"client","parameters":{"type":"object"}},)"
        R"({"type":"web_search"}]}])");
    const ToolTable table(raw);
    CHECK(names(table) == "exec wait multi_agent_v1__wait tool_search web_search");
    const auto* exec = table.find("exec");
    REQUIRE(exec != nullptr);
    CHECK(exec->kind == CallKind::custom);
    CHECK(exec->space == "functions");
    CHECK(exec->spec.freeform);
    CHECK(exec->spec.grammar_json.find("start: X") != std::string::npos);
    const auto schema = parse_json(exec->spec.schema_json);
    REQUIRE(schema);
    CHECK((*schema)["properties"]["input"]["type"] == "string");
    CHECK(exec->spec.schema_json.find("start: X") != std::string::npos);
    CHECK(table.find("tool_search")->kind == CallKind::tool_search);
    CHECK(table.find("web_search")->spec.server_type == "web_search");
    CHECK(table.flat_name("multi_agent_v1", "wait") == "multi_agent_v1__wait");
  }

  TEST_CASE("names are plain, unique and no longer than 64") {
    const std::string space(70, 'x');
    const ToolTable table(body_of(
        R"("x")", R"("tools":[{"type":"function","name":"a.b"},{"type":"function","name":"a/b"},)"
                  R"({"type":"namespace","name":")" +
                      space +
                      R"(","tools":[{"type":"function","name":"p"},)"
                      R"({"type":"function","name":"q"}]}])"));
    REQUIRE(table.entries().size() == 4);
    CHECK(table.entries()[0].spec.name == "a_b");
    CHECK(table.entries()[1].spec.name == "a_b_2");
    CHECK(table.entries()[2].spec.name == std::string(64, 'x'));
    CHECK(table.entries()[3].spec.name == std::string(62, 'x') + "_2");
    CHECK(table.flat_name("", "a/b") == "a_b_2");
    CHECK(table.flat_name(space, "q") == std::string(62, 'x') + "_2");
  }

  TEST_CASE("a tool that is told again is the same tool") {
    const ToolTable table(body_of(
        R"([{"type":"tool_search_output","call_id":"c","tools":[{"type":"namespace","name":"n",)"
        R"("tools":[{"type":"function","name":"a","description":"new"}]}]}])",
        R"("tools":[{"type":"namespace","name":"n","tools":[{"type":"function","name":"a"}]}])"));
    CHECK(names(table) == "n__a");
    CHECK(table.find("n__a")->spec.description == "new");
  }

  TEST_CASE("a shell in the provider's container is a server tool, the user's own is not") {
    const ToolTable table(
        body_of(R"("x")", R"("tools":[{"type":"shell","environment":{"type":"container_auto"}},)"
                          R"({"type":"local_shell"},{"type":"apply_patch"}])"));
    CHECK(table.find("shell")->spec.server_type == "shell");
    CHECK(table.find("local_shell")->spec.server_type.empty());
    CHECK(table.find("apply_patch")->kind == CallKind::apply_patch);
  }
}

}  // namespace edgee::test

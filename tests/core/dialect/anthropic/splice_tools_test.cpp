#include <string>

#include <doctest/doctest.h>

#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {

namespace {

const std::string kBash = R"({"name":"Bash","description":"d","input_schema":{"type":"object"}})";
const std::string kSearch = R"({"type":"web_search_20250305","name":"web_search","max_uses":8})";

std::string tools(const std::string& list) {
  return R"("tools":[)" + list + "]";
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/splice_tools") {
  TEST_CASE("server tools and unknown types go outside Anthropic") {
    const SpliceSetup setup = SpliceSetup::other();
    CHECK(setup.fields(tools(kSearch + "," + kBash)) == tools(kBash));
    CHECK(setup.fields(tools(kBash + R"(,{"type":"advisor_20260301"},)" + kSearch)) ==
          tools(kBash));
    CHECK(setup.fields(tools(R"({"type":"custom","name":"a","input_schema":{}})")) ==
          tools(R"({"type":"custom","name":"a","input_schema":{}})"));
    const std::string all = tools(kSearch + "," + kBash);
    CHECK(SpliceSetup::claude().fields(all) == all);
  }

  TEST_CASE("tool fields that others do not know go") {
    const std::string full =
        R"({"strict":true,"name":"a","defer_loading":true,"input_schema":{"strict":1},"eager_input_streaming":true,"input_examples":[],"cache_control":{"type":"ephemeral"}})";
    CHECK(
        SpliceSetup::other().fields(tools(full)) ==
        tools(R"({"name":"a","input_schema":{"strict":1},"cache_control":{"type":"ephemeral"}})"));
    CHECK(SpliceSetup::claude().fields(tools(full)) == tools(full));
  }

  TEST_CASE("a request for a server tool is an error, one that may do without goes on") {
    const SpliceSetup setup = SpliceSetup::other();
    const std::string head = R"({"model":"m",)";
    CHECK(setup.error(head + tools(kSearch) +
                      R"(,"tool_choice":{"type":"tool","name":"web_search"}})") ==
          "the request needs the server tool web_search");
    CHECK(setup.error(head + tools(kSearch + "," + kBash) +
                      R"(,"tool_choice":{"type":"tool","name":"web_search"}})") ==
          "the request needs the server tool web_search");
    CHECK(setup.error(head + tools(kSearch) + R"(,"tool_choice":{"type":"any"}})") ==
          "the request needs a server tool");
    CHECK(setup.fields(tools(kSearch) + R"(,"tool_choice":{"type":"auto"},"stream":true)") ==
          R"("stream":true)");
  }

  TEST_CASE("a forced choice becomes auto where it is refused") {
    SpliceSetup setup = SpliceSetup::other();
    const std::string any = R"(,"tool_choice":{"type":"any","disable_parallel_tool_use":true})";
    const std::string one =
        R"(,"tool_choice":{"name":"Bash","type":"tool","disable_parallel_tool_use":true})";
    const std::string relaxed =
        R"(,"tool_choice":{"type":"auto","disable_parallel_tool_use":true})";
    CHECK(setup.fields(tools(kBash) + any) == tools(kBash) + any);
    setup.provider.messages.tool_choice_forced = false;
    CHECK(setup.fields(tools(kBash) + any) == tools(kBash) + relaxed);
    CHECK(setup.fields(tools(kBash) + one) == tools(kBash) + relaxed);
    const std::string none = R"(,"tool_choice":{"type":"none"})";
    CHECK(setup.fields(tools(kBash) + none) == tools(kBash) + none);
    setup = SpliceSetup::claude();
    setup.info.forced_tool_choice = false;
    CHECK(setup.fields(tools(kBash) + any) == tools(kBash) + relaxed);
  }

  TEST_CASE("a model without tools says so") {
    SpliceSetup setup = SpliceSetup::other();
    setup.info.tools = false;
    CHECK(setup.error(R"({"model":"m",)" + tools(kBash) + "}") == "the model takes no tools");
  }

  TEST_CASE("an empty list of tools stays at home") {
    const std::string fields = R"("tools":[],"tool_choice":{"type":"auto"})";
    CHECK(SpliceSetup::other().fields(fields).empty());
    CHECK(SpliceSetup::claude().fields(fields) == fields);
  }
}

}  // namespace edgee

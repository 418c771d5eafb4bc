#include "core/dialect/anthropic/tools_encode.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {
using edgee::anthropic::encode_choice;
using edgee::anthropic::encode_tools;

namespace {

std::string tools(const Conversation& conversation, const SpliceSetup& setup) {
  return encode_tools(conversation, EncodeTarget{setup.provider, setup.info, setup.model, {}});
}

std::string choice(const Conversation& conversation, const SpliceSetup& setup) {
  return encode_choice(conversation, EncodeTarget{setup.provider, setup.info, setup.model, {}});
}

std::string with_schema(const std::string& schema) {
  Conversation conversation;
  conversation.tools.push_back({"n", "", schema, ""});
  return tools(conversation, SpliceSetup::claude());
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/tools_encode") {
  TEST_CASE("a schema says that it is an object") {
    for (const std::string& own : {std::string(R"({"type":"object","properties":{}})"),
                                   std::string(R"({"type":"object"})")}) {
      CHECK(with_schema(own) == R"([{"name":"n","input_schema":)" + own + "}]");
    }
    for (const std::string& none : {std::string(), std::string("{}"), std::string("{ }")}) {
      CHECK(with_schema(none) == R"([{"name":"n","input_schema":{"type":"object"}}])");
    }
    CHECK(with_schema(R"( {"properties":{"type":{}}})") ==
          R"([{"name":"n","input_schema":{"type":"object","properties":{"type":{}}}}])");
  }

  TEST_CASE("calls of before list their tools where there are none") {
    Conversation conversation;
    conversation.tool_choice = ToolChoice{};
    const SpliceSetup claude = SpliceSetup::claude();
    CHECK(tools(conversation, claude) == "[]");
    CHECK(choice(conversation, claude).empty());
    conversation.messages.push_back({Role::assistant,
                                     {ToolCallPart{"1", "a", "{}"}, ToolCallPart{"2", "b", "{}"},
                                      ToolCallPart{"3", "a", "{}"}}});
    CHECK(tools(conversation, claude) == R"([{"name":"a","input_schema":{"type":"object"}},)"
                                         R"({"name":"b","input_schema":{"type":"object"}}])");
    CHECK(choice(conversation, claude) == R"({"type":"none"})");
    CHECK(tools(conversation, SpliceSetup::other()) == "[]");
    CHECK(choice(conversation, SpliceSetup::other()).empty());
    conversation.tools.push_back({"c", "", "", ""});
    CHECK(tools(conversation, claude) == R"([{"name":"c","input_schema":{"type":"object"}}])");
    CHECK(choice(conversation, claude) == R"({"type":"auto"})");
  }
}

}  // namespace edgee

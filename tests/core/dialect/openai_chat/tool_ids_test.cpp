#include "core/dialect/openai_chat/tool_ids.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <doctest/doctest.h>

namespace edgee::test {

using openai_chat::agent_tool_id;
using openai_chat::conversation_tool_id;
using openai_chat::upstream_tool_id;

TEST_SUITE("core/dialect/openai_chat/tool_ids") {
  TEST_CASE("an upstream's odd id comes back to it unchanged") {
    for (const char* id :
         {"functions.Read:0", "call_1", "a|b/c", "edgee-x", "toolu_01-ab", "\303\274"}) {
      CAPTURE(id);
      const std::string agents = agent_tool_id(id);
      CHECK(std::all_of(agents.begin(), agents.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
      }));
      CHECK(upstream_tool_id(agents, ChatQuirks{}) == id);
    }
    CHECK(agent_tool_id("call_1") == "call_1");
  }

  TEST_CASE("an id that an agent gives back goes to its maker unchanged") {
    for (const char* id : {"functions.Read:0", "call_1", "a|b/c"}) {
      CHECK(conversation_tool_id(agent_tool_id(id)) == agent_tool_id(id));
      CHECK(upstream_tool_id(conversation_tool_id(id), ChatQuirks{}) == id);
    }
    CHECK(conversation_tool_id("").empty());
  }

  TEST_CASE("an id that only looks escaped stays") {
    for (const char* id : {"edgee-zz-", "edgee-a-9", "edgee--x1"}) {
      CHECK(upstream_tool_id(id, ChatQuirks{}) == id);
    }
  }

  TEST_CASE("nine characters for Mistral") {
    ChatQuirks quirks;
    quirks.tool_id_length = 9;
    CHECK(upstream_tool_id("abcDEF123", quirks) == "abcDEF123");
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
      const std::string id = upstream_tool_id("toolu_" + std::to_string(i), quirks);
      CHECK(id.size() == 9);
      CHECK(std::all_of(id.begin(), id.end(),
                        [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }));
      seen.insert(id);
    }
    CHECK(seen.size() == 1000);
    CHECK(upstream_tool_id("toolu_1", quirks) == upstream_tool_id("toolu_1", quirks));
  }

  TEST_CASE("a long id is replaced, a short one kept") {
    ChatQuirks quirks;
    quirks.tool_id_max = 40;
    CHECK(upstream_tool_id(std::string(40, 'a'), quirks) == std::string(40, 'a'));
    CHECK(upstream_tool_id(std::string(41, 'a'), quirks).size() <= 40);
    CHECK(upstream_tool_id(std::string(41, 'a'), quirks) !=
          upstream_tool_id(std::string(42, 'a'), quirks));
    CHECK_FALSE(upstream_tool_id("", quirks).empty());
  }
}

}  // namespace edgee::test

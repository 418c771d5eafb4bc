#include <string>

#include <doctest/doctest.h>

#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {

namespace {

std::string moved(const std::string& messages) {
  const std::string fields = SpliceSetup::other().fields(R"("messages":[)" + messages + "]");
  const std::string frame = R"("messages":[)";
  REQUIRE(fields.starts_with(frame));
  return fields.substr(frame.size(), fields.size() - frame.size() - 1);
}

const std::string kUser = R"({"role":"user","content":"hi"})";
const std::string kAssistant = R"({"role":"assistant","content":"yes"})";
const std::string kSystem = R"({"role":"system","content":"be \"brief\"\n"})";
const std::string kBlock =
    R"({"type":"text","text":"<system-reminder>\nbe \"brief\"\n\n</system-reminder>"})";
const std::string kHi = R"({"type":"text","text":"hi"})";

}  // namespace

TEST_SUITE("core/dialect/anthropic/splice_messages") {
  TEST_CASE("instructions join the user turn beside them") {
    const std::string joined = R"({"role":"user","content":[)" + kHi + "," + kBlock + "]}";
    struct Row {
      std::string messages;
      std::string moved;
    };
    const Row rows[] = {
        {kUser, kUser},
        {kUser + "," + kAssistant + "," + kUser, kUser + "," + kAssistant + "," + kUser},
        {kUser + "," + kSystem, joined},
        {kSystem + "," + kUser, joined},
        {kUser + "," + kSystem + "," + kAssistant, joined + "," + kAssistant},
        {kUser + "," + kAssistant + "," + kSystem + "," + kUser,
         kUser + "," + kAssistant + "," + joined},
        {kUser + "," + kSystem + "," + kUser,
         R"({"role":"user","content":[)" + kHi + "," + kBlock + "," + kHi + "]}"},
        {kUser + "," + kSystem + "," + kSystem,
         R"({"role":"user","content":[)" + kHi + "," + kBlock + "," + kBlock + "]}"},
        {kUser + "," + kAssistant + "," + kSystem,
         kUser + "," + kAssistant + R"(,{"role":"user","content":[)" + kBlock + "]}"},
        {R"({"role":"user","content":""},)" + kSystem,
         R"({"role":"user","content":[)" + kBlock + "]}"},
        {R"({"role":"user","content":[ ]},)" + kSystem,
         R"({"role":"user","content":[ )" + kBlock + "]}"},
        {R"({"role":"system","content":""})",
         R"j({"role":"user","content":[{"type":"text","text":"(no text)"}]})j"},
        {kUser +
             R"(,{"role":"system","content":[{"type":"tool_addition","tool":{}},{"type":"text","text":"a"}]})",
         R"({"role":"user","content":[)" + kHi +
             R"(,{"type":"text","text":"<system-reminder>\na\n</system-reminder>"}]})"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.messages);
      CHECK(moved(row.messages) == row.moved);
    }
  }

  TEST_CASE("tool results stay in front of an instruction") {
    const std::string result = R"({"type":"tool_result","tool_use_id":"a","content":"r"})";
    CHECK(
        moved(kAssistant + R"(,{"role":"system","content":"s"},{"content":[)" + result +
              R"(],"role":"user"})") ==
        kAssistant + R"(,{"content":[)" + result +
            R"(,{"type":"text","text":"<system-reminder>\ns\n</system-reminder>"}],"role":"user"})");
  }

  TEST_CASE("roles alternate after every mixture that alternated before") {
    // u = user, a = assistant, s = system: all strings of up to six.
    for (unsigned length = 1; length <= 6; ++length) {
      for (unsigned code = 0; code < 729; ++code) {
        std::string messages;
        std::string roles;
        unsigned rest = code;
        for (unsigned i = 0; i < length; ++i, rest /= 3) {
          const std::string* parts[] = {&kUser, &kAssistant, &kSystem};
          const char letter = "uas"[rest % 3];
          messages += (messages.empty() ? "" : ",") + *parts[rest % 3];
          if (letter != 's') roles += letter;
        }
        if (roles.find("uu") != std::string::npos || roles.find("aa") != std::string::npos)
          continue;
        const std::string result = moved(messages);
        CAPTURE(messages);
        CHECK(result.find(R"("role":"system")") == std::string::npos);
        CHECK(result.find(R"(]},{"role":"user")") == std::string::npos);
        CHECK(result.find(R"("hi"},{"role":"user")") == std::string::npos);
      }
    }
  }

  TEST_CASE("targets that take instructions keep them") {
    const std::string fields = R"("messages":[)" + kUser + "," + kSystem + "]";
    SpliceSetup setup = SpliceSetup::claude();
    CHECK(setup.fields(fields) == fields);
    setup.info.system_messages = false;
    CHECK(setup.fields(fields) != fields);
    setup = SpliceSetup::other();
    setup.provider.messages.system_messages = true;
    CHECK(setup.fields(fields) == fields);
  }
}

}  // namespace edgee

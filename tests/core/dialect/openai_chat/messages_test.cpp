#include "core/dialect/openai_chat/messages.h"

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {
namespace {

Json messages(const std::vector<Message>& turns, const Target& target) {
  Conversation conversation;
  conversation.messages = turns;
  const Json body = encode(conversation, target);
  return body.contains("refused") ? body : body["messages"];
}

std::string roles(const Json& list) {
  std::string all;
  for (const Json& message : list) {
    all += (all.empty() ? "" : " ") + string_member(message, "role");
    if (message.contains("tool_call_id")) all += ":" + string_member(message, "tool_call_id");
  }
  return all;
}

const Target kPlain("openrouter", "z-ai/glm-5");
const Target kSeeing("openrouter", "moonshotai/kimi-k2.5");

}  // namespace

TEST_SUITE("core/dialect/openai_chat/messages") {
  TEST_CASE("system blocks are one message") {
    Conversation conversation;
    conversation.system = {"one", "two"};
    conversation.messages = {user({text("hi")})};
    CHECK(encode(conversation, kPlain)["messages"] ==
          Json::parse(
              R"([{"role":"system","content":"one\n\ntwo"},{"role":"user","content":"hi"}])"));
  }

  TEST_CASE("results follow their calls, in the order of the calls, then the user speaks") {
    const Json list =
        messages({user({text("go")}),
                  assistant({text("ok"), call("a", "read", "{\"x\":1}"), call("b", "list", "")}),
                  user({result("b", "B"), text("and?"), result("a", "A")})},
                 kPlain);
    CHECK(roles(list) == "user assistant tool:a tool:b user");
    CHECK(list[1] == Json::parse(
                         R"({"role":"assistant","content":"ok","tool_calls":[
            {"id":"a","type":"function","function":{"name":"read","arguments":"{\"x\":1}"}},
            {"id":"b","type":"function","function":{"name":"list","arguments":"{}"}}]})"));
    CHECK(list[2]["content"] == "A");
    CHECK(list[3]["content"] == "B");
    CHECK(list[4]["content"] == "and?");
  }

  TEST_CASE("each call has exactly one result") {
    const Json list =
        messages({user({text("go")}), assistant({call("a", "read", "{}"), call("b", "read", "{}")}),
                  user({result("a", "A1"), result("a", "A2"), result("x", "X")})},
                 kPlain);
    CHECK(roles(list) == "user assistant tool:a tool:b user");
    CHECK(list[2]["content"] == "A1\nA2");
    CHECK(list[3]["content"] == "(no result)");
    CHECK(list[4]["content"] == "Result of a tool call: X");
  }

  TEST_CASE("results are found behind another message too") {
    const Json list = messages({user({text("go")}), assistant({call("a", "read", "{}")}),
                                system("be quick"), user({result("a", "A")})},
                               kPlain);
    CHECK(roles(list) == "user assistant tool:a user");
    CHECK(list[3]["content"] == "<system>\nbe quick\n</system>");
  }

  TEST_CASE("a call at the very end still gets a result") {
    CHECK(roles(messages({user({text("go")}), assistant({call("a", "read", "{}")})}, kPlain)) ==
          "user assistant tool:a");
  }

  TEST_CASE("a call repeated under one id counts once") {
    const Json list =
        messages({user({text("go")}), assistant({call("a", "read", "{}"), call("a", "read", "{}")}),
                  user({result("a", "A")})},
                 kPlain);
    CHECK(list[1]["tool_calls"].size() == 1);
    CHECK(roles(list) == "user assistant tool:a");
  }

  TEST_CASE("errors and empty results are said in words") {
    const Json list =
        messages({user({text("go")}), assistant({call("a", "read", "{}"), call("b", "read", "{}")}),
                  user({result("a", "no such file", true), ToolResultPart{"b", {}, false}})},
                 kPlain);
    CHECK(list[2]["content"] == "Error: no such file");
    CHECK(list[3]["content"] == "(no output)");
  }

  TEST_CASE("images of a result follow in a user message") {
    ToolResultPart shot{"a", {TextPart{"a picture"}, ImagePart{"image/png", "iVBOR", ""}}, false};
    const Json list = messages({user({text("go")}), assistant({call("a", "shot", "{}")}),
                                user({shot, text("what is it?")})},
                               kSeeing);
    CHECK(roles(list) == "user assistant tool:a user");
    CHECK(list[2]["content"] == "a picture");
    CHECK(list[3]["content"][1]["image_url"]["url"] == "data:image/png;base64,iVBOR");
    CHECK(list[3]["content"][2]["text"] == "what is it?");
  }

  TEST_CASE("a result that is nothing but an image points to it") {
    const Json list = messages({user({text("go")}), assistant({call("a", "shot", "{}")}),
                                user({ToolResultPart{"a", {ImagePart{"image/png", "iVBOR", ""}}}})},
                               kSeeing);
    CHECK(list[2]["content"] == "(attached below)");
  }

  TEST_CASE("images are refused where there are no eyes") {
    CHECK(messages({user({text("look"), image()})}, kPlain)["refused"] == "takes no images");
    Target blind("openai", "gpt-6-sol");
    blind.provider.chat.images = false;
    CHECK(messages({user({image()})}, blind)["refused"] == "takes no images");
    const Json list = messages({user({ImagePart{"", "", "https://example.com/a.png"}})}, kSeeing);
    CHECK(list[0]["content"][0]["image_url"]["url"] == "https://example.com/a.png");
  }

  TEST_CASE("documents are text, files or refused") {
    const DocumentPart note{"text/plain", "", "Body", "", "Note"};
    const DocumentPart pdf{"application/pdf", "JVBER", "", "", "a.pdf"};
    const DocumentPart far{"application/pdf", "", "", "https://example.com/a.pdf", ""};
    CHECK(messages({user({note})}, kPlain)[0]["content"] == "Note\n\nBody");
    const Json file = messages({user({pdf})}, kSeeing)[0]["content"][0];
    CHECK(file["file"]["filename"] == "a.pdf");
    CHECK(file["file"]["file_data"] == "data:application/pdf;base64,JVBER");
    CHECK(messages({user({pdf})}, Target("mistral", "devstral-2512"))["refused"] ==
          "takes no documents");
    CHECK(messages({user({far})}, kSeeing)["refused"] == "takes no documents by URL");
  }

  TEST_CASE("mid-conversation system messages") {
    const std::vector<Message> turns = {user({text("hi")}), system("be brief"), user({text("go")})};
    CHECK(
        messages(turns, kPlain) ==
        Json::parse(R"([{"role":"user","content":"hi\n\n<system>\nbe brief\n</system>\n\ngo"}])"));
    CHECK(roles(messages(turns, Target("openai", "gpt-6-sol"))) == "user developer user");
    CHECK(roles(messages(turns, Target("deepseek", "deepseek-v4-pro"))) == "user system user");
  }

  TEST_CASE("neighbours of one role are one message") {
    const Json list = messages({user({text("a")}), user({text("b")}), assistant({text("c")}),
                                assistant({text("d")}), user({text("e")})},
                               kPlain);
    CHECK(roles(list) == "user assistant user");
    CHECK(list[0]["content"] == "a\n\nb");
    CHECK(list[1]["content"] == "c\n\nd");
  }

  TEST_CASE("an assistant turn of which nothing is left does not part the user's") {
    const std::vector<Message> turns = {
        user({text("a")}), assistant({ThinkingPart{"hm", "s", false}}), user({text("b"), image()})};
    const Json list = messages(turns, kSeeing);
    CHECK(roles(list) == "user");
    CHECK(list[0]["content"].size() == 3);
  }

  TEST_CASE("thinking stays here, except where it is demanded") {
    const std::vector<Message> turns = {
        user({text("a")}),
        assistant({ThinkingPart{"because", "sig", false}, call("x", "read", "{}")}),
        user({result("x", "X")}),
        assistant({ThinkingPart{"", "sig", true}, call("y", "read", "{}")}),
        user({result("y", "Y")}),
        assistant({ThinkingPart{"so", "sig", false}, text("done")}),
        user({text("more")})};
    CHECK(messages(turns, kPlain).dump().find("reasoning") == std::string::npos);
    const Json list = messages(turns, Target("moonshot", "kimi-k3"));
    CHECK(list[1]["reasoning_content"] == "because");
    CHECK_FALSE(string_member(list[3], "reasoning_content").empty());
    CHECK_FALSE(list[5].contains("reasoning_content"));
  }

  TEST_CASE("Mistral's ids and role order") {
    const Json list = messages({user({text("a")}), assistant({call("toolu_1", "read", "{}")}),
                                user({result("toolu_1", "X"), text("and now?")})},
                               Target("mistral", "devstral-2512"));
    CHECK(string_member(list[1]["tool_calls"][0], "id").size() == 9);
    CHECK(list[1]["tool_calls"][0]["id"] == list[2]["tool_call_id"]);
    CHECK(list[3]["role"] == "assistant");
    CHECK(list[4] == Json::parse(R"({"role":"user","content":"and now?"})"));
  }

  TEST_CASE("Gemini gets its stand-in signature on the first call of each turn") {
    const Json list =
        messages({user({text("a")}), assistant({call("x", "read", "{}"), call("y", "read", "{}")}),
                  user({result("x", "X"), result("y", "Y")})},
                 Target("google", "gemini-4-argon"));
    const Json& calls = list[1]["tool_calls"];
    CHECK(calls[0]["extra_content"]["google"]["thought_signature"] ==
          "skip_thought_signature_validator");
    CHECK_FALSE(calls[1].contains("extra_content"));
  }

  TEST_CASE("blocks without a common form are left out") {
    const Json list =
        messages({user({text("a")}), assistant({OpaquePart{"server_tool_use", "{}"}, text("b")}),
                  user({OpaquePart{"container_upload", "{}"}, text("c")})},
                 kPlain);
    CHECK(roles(list) == "user assistant user");
    CHECK(list[2]["content"] == "c");
  }

  TEST_CASE("invalid UTF-8 does no harm") {
    CHECK(messages({user({text("a\xff"
                               "b")})},
                   kPlain)[0]["content"] ==
          "a\xef\xbf\xbd"
          "b");
  }
}

}  // namespace edgee::test

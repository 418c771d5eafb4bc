#include <doctest/doctest.h>

#include "core/dialect/gemini/signatures.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

Part text(std::string words) {
  return TextPart{std::move(words)};
}
Part call(std::string id, std::string name, std::string input = "{}") {
  return ToolCallPart{std::move(id), std::move(name), std::move(input)};
}
Part result(std::string id, std::string words, bool is_error = false) {
  return ToolResultPart{std::move(id), {TextPart{std::move(words)}}, is_error};
}
Message user(std::vector<Part> parts) {
  return {Role::user, std::move(parts)};
}
Message model(std::vector<Part> parts) {
  return {Role::assistant, std::move(parts)};
}

Json contents(std::vector<Message> messages, const GeminiTarget& target = GeminiTarget()) {
  Conversation conversation;
  conversation.messages = std::move(messages);
  const Json body = encode_gemini(conversation, target);
  return body.contains("refused") ? body["refused"] : body["contents"];
}

Json json(std::string_view words) {
  return parse_json(words).value_or(Json());
}

}  // namespace

TEST_SUITE("core/dialect/gemini/history") {
  TEST_CASE("results stand in the content right behind their calls, in their order, one for each") {
    CHECK(
        contents({user({text("Go")}),
                  model({text("On it."), call("a", "f"), call("b", "g"), call("c", "h")}),
                  user({result("b", "2"), result("a", "1", true), text("And now?")})}) ==
        json(
            R"([{"role":"user","parts":[{"text":"Go"}]},)"
            R"({"role":"model","parts":[{"text":"On it."},)"
            R"({"functionCall":{"id":"a","name":"f","args":{}},"thoughtSignature":"skip_thought_signature_validator"},)"
            R"({"functionCall":{"id":"b","name":"g","args":{}}},)"
            R"({"functionCall":{"id":"c","name":"h","args":{}}}]},)"
            R"({"role":"user","parts":[)"
            R"({"functionResponse":{"id":"a","name":"f","response":{"error":"1"}}},)"
            R"({"functionResponse":{"id":"b","name":"g","response":{"output":"2"}}},)"
            R"x({"functionResponse":{"id":"c","name":"h","response":{"error":"(no result)"}}},)x"
            R"({"text":"And now?"}]}])"));
  }

  TEST_CASE("the first call of each step has the stand-in, or its own signature") {
    ToolCallPart own{"b", "g", "{}"};
    own.signature = "c2ln";
    const Json steps = contents({user({text("Go")}), model({call("a", "f")}),
                                 user({result("a", "1")}), model({own}), user({result("b", "1")})});
    CHECK(steps[1]["parts"][0]["thoughtSignature"] == gemini::kStandIn);
    CHECK(steps[3]["parts"][0]["thoughtSignature"] == "c2ln");
  }

  TEST_CASE("models that sign nothing are sent no signature") {
    const Json steps =
        contents({user({text("Go")}), model({call("a", "f")})}, GeminiTarget("gemini-2.5-flash"));
    CHECK_FALSE(steps[1]["parts"][0].contains("thoughtSignature"));
  }

  TEST_CASE("thinking of others is left out, and a turn that held nothing else") {
    CHECK(
        contents({user({text("a")}), model({ThinkingPart{"Hm", "sig"}}), user({text("b")})}) ==
        json(R"([{"role":"user","parts":[{"text":"a"}]},{"role":"user","parts":[{"text":"b"}]}])"));
  }

  TEST_CASE("a conversation begins with the user, and calls at its end have results") {
    const Json all = contents({model({text("Hello."), call("a", "f")})});
    REQUIRE(all.size() == 3);
    CHECK(all[0]["role"] == "user");
    CHECK(all[2]["parts"][0]["functionResponse"]["response"]["error"] == "(no result)");
  }

  TEST_CASE("a conversation ends with the user, who lets the model go on where it spoke last") {
    const Json all = contents({user({text("Say it.")}), model({text("It is")})});
    REQUIRE(all.size() == 3);
    CHECK(all[1] == json(R"({"role":"model","parts":[{"text":"It is"}]})"));
    CHECK(all[2]["role"] == "user");
    CHECK(all[2]["parts"][0]["text"] == "(Go on.)");
    CHECK(contents({user({text("a")}), model({text("b")}), user({text("c")})}).size() == 3);
  }

  TEST_CASE("an instruction in between is the user's, and marked") {
    const Json all = contents({user({text("a")}), {Role::system, {text("Mind the gap.")}}});
    CHECK(all[0]["parts"][1]["text"] == "<system>\nMind the gap.\n</system>");
  }

  TEST_CASE("a result of no call is told in words") {
    CHECK(contents({user({result("x", "late")})})[0]["parts"][0]["text"] ==
          "Result of a tool call: late");
  }

  TEST_CASE("an input that is no object shows that it is broken") {
    const Json all =
        contents({user({text("a")}), model({call("a", "f", "{\"x\":"), call("b", "g", "")})});
    CHECK(all[1]["parts"][0]["functionCall"]["args"] == json(R"({"unparsed_input":"{\"x\":"})"));
    CHECK(all[1]["parts"][1]["functionCall"]["args"] == Json::object());
  }

  TEST_CASE("a call that is told twice is made once") {
    const Json all = contents({user({text("a")}), model({call("a", "f"), call("a", "f")})});
    CHECK(all[1]["parts"].size() == 1);
  }

  TEST_CASE("pictures and files go as they are, those of a result behind it") {
    ToolResultPart shot{"a", {TextPart{"done"}, ImagePart{"image/png", "iV", ""}}, false};
    const Json all = contents({user({ImagePart{"image/jpeg", "/9j", ""},
                                     DocumentPart{"application/pdf", "JVB", "", "", ""},
                                     DocumentPart{"text/plain", "", "words", "", "Title"}}),
                               model({call("a", "f")}), user({shot})});
    CHECK(all[0]["parts"] == json(R"([{"inlineData":{"mimeType":"image/jpeg","data":"/9j"}},)"
                                  R"({"inlineData":{"mimeType":"application/pdf","data":"JVB"}},)"
                                  R"({"text":"Title\n\nwords"}])"));
    CHECK(all[2]["parts"] ==
          json(R"([{"functionResponse":{"id":"a","name":"f","response":{"output":"done"}}},)"
               R"({"text":"Part of the result of f:"},)"
               R"({"inlineData":{"mimeType":"image/png","data":"iV"}}])"));
  }
}

}  // namespace edgee::test

// Each quirk is there for something: with it, a request looks otherwise than without.
#include <doctest/doctest.h>

#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

Conversation rich() {
  Conversation conversation;
  conversation.messages = {
      {Role::user, {TextPart{"Go"}}},
      {Role::assistant, {ToolCallPart{"a", "f", "{}"}}},
      {Role::user, {ToolResultPart{"a", {TextPart{"1"}}, false}}},
  };
  ToolSpec tool;
  tool.name = "f";
  tool.schema_json = R"({"$schema":"x","type":"object","additionalProperties":false})";
  conversation.tools = {tool};
  conversation.output_schema_json = R"({"type":"object"})";
  return conversation;
}

Json encoded(void (*change)(GeminiQuirks&), Conversation conversation = rich()) {
  GeminiTarget target;
  change(target.provider.gemini);
  return encode_gemini(conversation, target);
}

void nothing(GeminiQuirks& /*quirks*/) {}

const char* const kRaw =
    R"({"contents":[{"role":"user","parts":[{"text":"Go"}]},)"
    R"({"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}},"thoughtSignature":"c2ln"}]},)"
    R"({"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{}}}]}],)"
    R"("tools":[{"functionDeclarations":[{"name":"f","parametersJsonSchema":{"type":"object","$id":"x"}}],)"
    R"("googleSearch":{}}],"safetySettings":[],"generationConfig":{"seed":1,"temperature":1}})";

Json spliced(void (*change)(GeminiQuirks&)) {
  GeminiTarget target;
  change(target.provider.gemini);
  return splice_gemini(gemini_request(kRaw), target);
}

}  // namespace

TEST_SUITE("core/dialect/gemini/quirks") {
  TEST_CASE("parameters_json_schema: schemas of functions") {
    const auto old = [](GeminiQuirks& quirks) { quirks.parameters_json_schema = false; };
    const auto function = [](const Json& body) {
      return body["tools"][0]["functionDeclarations"][0];
    };
    CHECK(function(encoded(nothing)).contains("parametersJsonSchema"));
    CHECK(function(encoded(old))["parameters"] == Json{{"type", "object"}});
    CHECK_FALSE(function(encoded(old)).contains("parametersJsonSchema"));
    CHECK(function(spliced(nothing)).contains("parametersJsonSchema"));
    CHECK(function(spliced(old))["parameters"] == Json{{"type", "object"}});
  }

  TEST_CASE("response_json_schema: the form of an answer") {
    const auto without = [](GeminiQuirks& quirks) { quirks.response_json_schema = false; };
    CHECK(encoded(nothing)["generationConfig"].contains("responseJsonSchema"));
    CHECK_FALSE(encoded(without).contains("generationConfig"));
    CHECK(encoded(without).contains("systemInstruction"));
  }

  TEST_CASE("schema_with_tools: the form of an answer beside functions") {
    const auto apart = [](GeminiQuirks& quirks) { quirks.schema_with_tools = false; };
    CHECK_FALSE(encoded(apart).contains("generationConfig"));
    Conversation no_tools = rich();
    no_tools.tools.clear();
    CHECK(encoded(apart, no_tools)["generationConfig"].contains("responseJsonSchema"));
  }

  TEST_CASE("call_ids: ids of calls and of their results") {
    const auto without = [](GeminiQuirks& quirks) { quirks.call_ids = false; };
    for (const Json& body : {encoded(nothing), spliced(nothing)}) {
      CHECK(body["contents"][1]["parts"][0]["functionCall"]["id"] == "a");
      CHECK(body["contents"][2]["parts"][0]["functionResponse"]["id"] == "a");
    }
    for (const Json& body : {encoded(without), spliced(without)}) {
      CHECK_FALSE(body["contents"][1]["parts"][0]["functionCall"].contains("id"));
      CHECK_FALSE(body["contents"][2]["parts"][0]["functionResponse"].contains("id"));
    }
  }

  TEST_CASE("signatures: the stand-in") {
    const auto without = [](GeminiQuirks& quirks) { quirks.signatures = false; };
    for (const Json& body : {encoded(nothing), spliced(nothing)}) {
      CHECK(body["contents"][1]["parts"][0]["thoughtSignature"] ==
            "skip_thought_signature_validator");
    }
    for (const Json& body : {encoded(without), spliced(without)}) {
      CHECK_FALSE(body["contents"][1]["parts"][0].contains("thoughtSignature"));
    }
  }

  TEST_CASE("images, documents and web_files: what is shown") {
    const auto with = [](Part part) {
      Conversation conversation;
      conversation.messages = {{Role::user, {std::move(part)}}};
      return conversation;
    };
    const auto no_images = [](GeminiQuirks& quirks) { quirks.images = false; };
    const auto no_documents = [](GeminiQuirks& quirks) { quirks.documents = false; };
    const auto offline = [](GeminiQuirks& quirks) { quirks.web_files = false; };
    const Conversation image = with(ImagePart{"image/png", "iV", ""});
    const Conversation pdf = with(DocumentPart{"application/pdf", "JV", "", "", ""});
    const Conversation far = with(ImagePart{"image/png", "", "https://x/y.png"});
    const Conversation far_pdf =
        with(DocumentPart{"application/pdf", "", "", "https://x/y.pdf", ""});
    CHECK_FALSE(encoded(nothing, image).contains("refused"));
    CHECK(encoded(no_images, image)["refused"] == "takes no images");
    CHECK_FALSE(encoded(nothing, pdf).contains("refused"));
    CHECK(encoded(no_documents, pdf)["refused"] == "takes no documents");
    CHECK(encoded(offline, far)["refused"] == "takes no images by this URL");
    CHECK(encoded(offline, far_pdf)["refused"] == "takes no documents by this URL");
    const auto file = [](const Json& body) { return body["contents"][0]["parts"][0]["fileData"]; };
    CHECK(file(encoded(nothing, far)) ==
          Json{{"mimeType", "image/png"}, {"fileUri", "https://x/y.png"}});
    CHECK(file(encoded(nothing, far_pdf)) ==
          Json{{"mimeType", "application/pdf"}, {"fileUri", "https://x/y.pdf"}});
  }

  TEST_CASE("only what Google's servers fetch is shown by its address, and what it is stands by") {
    const auto shown = [](std::string url) {
      Conversation conversation;
      conversation.messages = {{Role::user, {ImagePart{"", "", std::move(url)}}}};
      const Json body = encode_gemini(conversation);
      if (body.contains("refused")) return std::string("refused");
      return body["contents"][0]["parts"][0]["fileData"]["mimeType"].get<std::string>();
    };
    CHECK(shown("https://x/a.PNG?size=1") == "image/png");
    CHECK(shown("https://x/a.webp#b") == "image/webp");
    CHECK(shown("https://x/a") == "image/jpeg");
    CHECK(shown("http://x/a.png") == "refused");
    CHECK(shown("file:///a.png") == "refused");
  }

  TEST_CASE("server_tools: what Google's servers run") {
    const auto without = [](GeminiQuirks& quirks) { quirks.server_tools = false; };
    CHECK(spliced(nothing)["tools"][0].contains("googleSearch"));
    CHECK_FALSE(spliced(without)["tools"][0].contains("googleSearch"));
    GeminiTarget target;
    target.provider.gemini.server_tools = false;
    const Request only = gemini_request(R"({"contents":[],"tools":[{"googleSearch":{}}]})");
    CHECK(splice_gemini(only, target)["refused"] == "cannot run the tools of Google's servers");
  }

  TEST_CASE("tool_name_max: names") {
    Conversation conversation = rich();
    conversation.tools[0].name = std::string(65, 'n');
    const auto shorter = [](GeminiQuirks& quirks) { quirks.tool_name_max = 64; };
    CHECK_FALSE(encoded(nothing, conversation).contains("refused"));
    CHECK(encoded(shorter, conversation).contains("refused"));
    conversation.tools[0].name = "1st";
    CHECK(encoded(nothing, conversation)["refused"] == "takes no tool named 1st");
  }

  TEST_CASE("dropped_schema_keywords: what schemas may say") {
    const auto more = [](GeminiQuirks& quirks) {
      quirks.dropped_schema_keywords = {"additionalProperties"};
    };
    const auto schema = [](const Json& body) {
      return body["tools"][0]["functionDeclarations"][0]["parametersJsonSchema"];
    };
    CHECK_FALSE(schema(encoded(nothing)).contains("$schema"));
    CHECK(schema(encoded(nothing)).contains("additionalProperties"));
    CHECK_FALSE(schema(encoded(more)).contains("additionalProperties"));
    CHECK(schema(encoded(more)).contains("$schema"));
  }

  TEST_CASE("dropped_fields: of the request and of its generationConfig") {
    const auto fewer = [](GeminiQuirks& quirks) {
      quirks.dropped_fields = {"safetySettings", "seed"};
    };
    CHECK(spliced(nothing).contains("safetySettings"));
    CHECK(spliced(nothing)["generationConfig"].contains("seed"));
    CHECK_FALSE(spliced(fewer).contains("safetySettings"));
    CHECK_FALSE(spliced(fewer)["generationConfig"].contains("seed"));
    CHECK(spliced(fewer)["generationConfig"].contains("temperature"));
  }
}

}  // namespace edgee::test

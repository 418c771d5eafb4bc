#include "core/dialect/gemini/splice.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

Spliced splice(const Request& request, const GeminiTarget& target = GeminiTarget()) {
  const JsonDoc doc = gemini_dialect().walk_request(request.raw);
  Result<Spliced> spliced = gemini_dialect().splice_request(request, doc, target.view(), {});
  REQUIRE_MESSAGE(spliced, spliced.error().message);
  return *std::move(spliced);
}

Json config(const char* given, const char* model) {
  const Request request =
      gemini_request(std::string(R"({"contents":[],"generationConfig":)") + given + "}");
  return splice_gemini(request, GeminiTarget(model))["generationConfig"];
}

Json json(std::string_view text) {
  return parse_json(text).value_or(Json());
}

}  // namespace

TEST_SUITE("core/dialect/gemini/splice") {
  TEST_CASE("what needs no edit keeps its bytes") {
    const std::string raw =
        R"({ "contents" : [ {"role":"user","parts":[{"text":"\u0048i"}]} ], "unknown": [1, 2],)"
        R"( "generationConfig": {"temperature": 1.0, "thinkingConfig":{"thinkingLevel":"low"}} })";
    CHECK(splice(gemini_request(raw)).body == raw);
  }

  TEST_CASE("the target's model stands in the path, with the framing that the agent asked for") {
    const GeminiTarget flash("gemini-3.8-flash");
    const std::string raw = R"({"model":"models/gemini-4-argon","contents":[]})";
    CHECK(splice(gemini_request(raw), flash).path ==
          "/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse");
    CHECK(splice(gemini_request(raw), flash).body == R"({"contents":[]})");
    CHECK(splice(gemini_request(raw, "m", "streamGenerateContent", "key=made-up"), flash).path ==
          "/v1beta/models/gemini-3.8-flash:streamGenerateContent");
    CHECK(splice(gemini_request(raw, "m", "generateContent", ""), flash).path ==
          "/v1beta/models/gemini-3.8-flash:generateContent");
  }

  TEST_CASE("no header of the agent's but those about the body") {
    Request request = gemini_request(R"({"contents":[]})");
    request.headers = {{"x-goog-api-key", "made-up"},
                       {"authorization", "Bearer made-up"},
                       {"cookie", "a=b"},
                       {"x-goog-api-client", "gl-node/22"}};
    const HeaderList headers = splice(request).headers;
    for (const Header& header : request.headers)
      CHECK(find_header(headers, header.name) == nullptr);
    CHECK(header_value(headers, "content-type") == "application/json");
  }

  TEST_CASE("signatures of one account never reach another") {
    const Request request = gemini_request(
        R"({"contents":[{"role":"model","parts":[{"text":"a","thoughtSignature":"dA=="},)"
        R"({"functionCall":{"name":"f"},"thoughtSignature":"c2ln"},{"functionCall":{"name":"g"}}]}]})");
    CHECK(splice(request).body ==
          R"({"contents":[{"role":"model","parts":[{"text":"a"},)"
          R"({"functionCall":{"name":"f"},"thoughtSignature":"skip_thought_signature_validator"},)"
          R"({"functionCall":{"name":"g"}}]}]})");
    CHECK(splice(request, GeminiTarget("gemini-2.5-flash")).body.find("thoughtSignature") ==
          std::string::npos);
  }

  TEST_CASE("thinking is asked for in the form of the target's generation") {
    CHECK(config(R"({"thinkingConfig":{"thinkingBudget":1000,"includeThoughts":true},"topK":3})",
                 "gemini-4-argon") ==
          json(R"({"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"low"},"topK":3})"));
    CHECK(config(R"({"thinkingConfig":{"thinkingLevel":"minimal"}})", "gemini-4-argon") ==
          json(R"({"thinkingConfig":{"thinkingLevel":"low"}})"));
    CHECK(config(R"({"thinkingConfig":{"thinkingLevel":"minimal"}})", "gemini-3.8-flash") ==
          json(R"({"thinkingConfig":{"thinkingLevel":"minimal"}})"));
    CHECK(config(R"({"thinkingConfig":{"thinkingLevel":"HIGH"}})", "gemini-2.5-pro") ==
          json(R"({"thinkingConfig":{"thinkingBudget":24576}})"));
    CHECK(config(R"({"seed":1,"thinkingConfig":{"thinkingLevel":"HIGH"}})", "gemma-4-31b-it") ==
          json(R"({"seed":1})"));
  }

  TEST_CASE("no more is asked for than the target can write") {
    CHECK(config(R"({"maxOutputTokens":500000})", "gemini-3.8-flash") ==
          json(R"({"maxOutputTokens":65536})"));
    CHECK(config(R"({"maxOutputTokens":500})", "gemini-3.8-flash") ==
          json(R"({"maxOutputTokens":500})"));
  }

  TEST_CASE("what lies in the agent's own account cannot be seen from another") {
    CHECK(splice_gemini(
              gemini_request(R"({"contents":[],"cachedContent":"cachedContents/x"})"))["refused"] ==
          "cannot see what the agent's own account has cached");
    const char* file = R"({"contents":[{"parts":[{"fileData":{"fileUri":)"
                       R"("https://generativelanguage.googleapis.com/v1beta/files/abc"}}]}]})";
    CHECK(splice_gemini(gemini_request(file))["refused"] ==
          "cannot see files in the agent's own account");
  }

  TEST_CASE("images need a target that sees") {
    GeminiTarget blind;
    blind.info.images = false;
    const Request request = gemini_request(
        R"({"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"iV"}}]}]})");
    CHECK(splice_gemini(request, blind)["refused"] == "gemini-4-argon takes no images");
  }

  TEST_CASE("functions need a target that calls") {
    GeminiTarget target;
    target.info.tools = false;
    const Request request =
        gemini_request(R"({"contents":[],"tools":[{"functionDeclarations":[{"name":"f"}]}]})");
    CHECK(splice_gemini(request, target)["refused"] == "takes no tools");
  }

  TEST_CASE("arguments are not asked for in pieces") {
    const Request request =
        gemini_request(R"({"contents":[],"toolConfig":{"functionCallingConfig":{"mode":"AUTO",)"
                       R"("streamFunctionCallArguments":true}}})");
    CHECK(splice_gemini(request)["toolConfig"]["functionCallingConfig"] ==
          json(R"({"mode":"AUTO"})"));
  }

  TEST_CASE("two edits in one part do not disturb each other") {
    GeminiTarget target("gemini-2.5-flash");
    target.provider.gemini.call_ids = false;
    const Request request = gemini_request(
        R"({"contents":[{"role":"model","parts":[{"thoughtSignature":"c2ln","functionCall":{"id":"a","name":"f"}},)"
        R"({"functionCall":{"name":"g","id":"b"},"thoughtSignature":"c2ln"}]}]})");
    CHECK(splice(request, target).body ==
          R"({"contents":[{"role":"model","parts":[{"functionCall":{"name":"f"}},)"
          R"({"functionCall":{"name":"g"}}]}]})");
  }
}

}  // namespace edgee::test

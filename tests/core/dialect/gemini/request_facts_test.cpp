#include "core/dialect/gemini/request_facts.h"

#include <utility>

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

Result<RequestFacts> facts(const std::string& path, const std::string& raw) {
  Request request;
  request.path = path;
  request.raw = raw;
  const JsonDoc doc = gemini_dialect().walk_request(request.raw);
  return gemini_dialect().read_request(doc, request, {});
}

}  // namespace

TEST_SUITE("core/dialect/gemini/request_facts") {
  TEST_CASE("model and streaming come from the path, the rest from the body") {
    const Request request =
        gemini_request(R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]}],)"
                       R"("tools":[{"functionDeclarations":[{"name":"f"}]}],)"
                       R"("generationConfig":{"maxOutputTokens":77}})");
    CHECK(request.facts.model == "gemini-4-argon");
    CHECK(request.facts.stream);
    CHECK(request.facts.has_tools);
    CHECK_FALSE(request.facts.has_images);
    CHECK(request.facts.turn_start);
    CHECK(request.facts.max_tokens == 77);
    CHECK_FALSE(request.facts.foreign_history);
    CHECK_FALSE(gemini_request(R"({"contents":[]})", "m", "generateContent").facts.stream);
  }

  TEST_CASE("images are seen in both spellings and are not counted by their bytes") {
    const std::string data(100'000, 'A');
    const std::pair<const char*, const char*> spellings[] = {{"inlineData", "mimeType"},
                                                             {"inline_data", "mime_type"}};
    for (const auto& [part, type] : spellings) {
      const Request request =
          gemini_request(std::string(R"({"contents":[{"role":"user","parts":[{")") + part +
                         R"(":{")" + type + R"(":"image/png","data":")" + data + R"("}}]}]})");
      CHECK(request.facts.has_images);
      CHECK(request.facts.estimated_input_tokens < 2000);
    }
  }

  TEST_CASE("a result of a function, or words of the model, start no turn") {
    const auto starts = [](const char* last) {
      return gemini_request(std::string(R"({"contents":[)") + last + "]}").facts.turn_start;
    };
    CHECK(starts(R"({"parts":[{"text":"Hi"}]})"));
    CHECK_FALSE(starts(R"({"role":"user","parts":[{"functionResponse":{"name":"f"}}]})"));
    CHECK_FALSE(starts(R"({"role":"user","parts":[{"function_response":{"name":"f"}}]})"));
    CHECK_FALSE(starts(R"({"role":"model","parts":[{"text":"Hi"}]})"));
  }

  TEST_CASE("a call without a signature is another model's, for models that sign") {
    const std::string call = R"({"functionCall":{"name":"f","args":{}}})";
    const std::string raw = R"({"contents":[{"role":"model","parts":[)" + call + "]}]}";
    CHECK(gemini_request(raw).facts.foreign_history);
    CHECK_FALSE(gemini_request(raw, "gemini-2.5-flash").facts.foreign_history);
    const std::string signed_first =
        R"({"contents":[{"role":"model","parts":[{"functionCall":{"name":"f","args":{}},)"
        R"("thoughtSignature":"c2ln"},)" +
        call + "]}]}";
    CHECK_FALSE(gemini_request(signed_first).facts.foreign_history);
  }

  TEST_CASE("a malformed request is an error in words") {
    const std::string path = "/v1beta/models/m:generateContent";
    CHECK(facts(path, "nonsense").error().message == "the request is no JSON object");
    CHECK(facts(path, "[]").error().message == "the request is no JSON object");
    CHECK(facts(path, "{}").error().message == "contents: a list is required");
    CHECK(facts(path, R"({"contents":"Hi"})").error().message == "contents: a list is required");
    CHECK(facts("/v1/messages", R"({"contents":[]})").error().message == "the path names no model");
    CHECK(facts(path, R"({"contents":[]})"));
  }
}

}  // namespace edgee::test

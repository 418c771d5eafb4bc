#include "core/dialect/gemini/signatures.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

const std::string kCall = R"({"functionCall":{"name":"f","args":{ "a": 1 }}})";
const std::string kSigned = R"({"functionCall":{"name":"f","args":{}},"thoughtSignature":"c2ln"})";
const std::string kWithStandIn = R"({"functionCall":{"name":"f","args":{ "a": 1 }},)"
                                 R"("thoughtSignature":"skip_thought_signature_validator"})";

std::string step(const std::string& parts) {
  return R"({"contents": [{"role":"user","parts":[{"text":"Go"}]}, {"role":"model","parts":[)" +
         parts + "]}], \"x\": 1}";
}

std::optional<std::string> without_thinking(const std::string& raw) {
  const JsonDoc doc = gemini_dialect().walk_request(raw);
  return gemini_dialect().remove_thinking(doc);
}

}  // namespace

TEST_SUITE("core/dialect/gemini/signatures") {
  TEST_CASE("a step of another model's gets the stand-in on its first call, and no byte else") {
    CHECK(gemini_dialect().strip_foreign(step(kCall + "," + kCall)) ==
          step(kWithStandIn + "," + kCall));
    CHECK(
        gemini_dialect().strip_foreign(
            step(R"({"functionCall":{"name":"f"},"thoughtSignature":""})")) ==
        step(
            R"({"functionCall":{"name":"f"},"thoughtSignature":"skip_thought_signature_validator"})"));
  }

  TEST_CASE("Gemini's own steps stay as they are") {
    CHECK_FALSE(gemini_dialect().strip_foreign(step(kSigned + "," + kCall)));
    CHECK_FALSE(gemini_dialect().strip_foreign(step(R"({"text":"Hi"})")));
    CHECK_FALSE(
        gemini_dialect().strip_foreign(R"({"contents":[{"parts":[{"functionCall":{}}]}]})"));
  }

  TEST_CASE("without thinking there are neither thoughts nor signatures of anybody") {
    const std::string raw =
        step(R"({"text":"Hm","thought":true},{"text":"a","thoughtSignature":"dA=="},)" + kSigned +
             "," + kSigned + R"(,{"thoughtSignature":"eA=="})");
    const auto removed = without_thinking(raw);
    REQUIRE(removed);
    CHECK(
        *removed ==
        step(
            R"({"text":"a"},)"
            R"({"functionCall":{"name":"f","args":{}},"thoughtSignature":"skip_thought_signature_validator"},)"
            R"({"functionCall":{"name":"f","args":{}}})"));
    CHECK_FALSE(without_thinking(*removed));  // and then there is nothing left to remove
  }

  TEST_CASE("a turn of nothing but thoughts goes") {
    const auto removed = without_thinking(step(R"({"text":"Hm","thought":true})"));
    REQUIRE(removed);
    CHECK(*removed == R"({"contents": [{"role":"user","parts":[{"text":"Go"}]}], "x": 1})");
  }

  TEST_CASE("a resumed request holds the partial answer, and the instruction behind it") {
    const std::string raw = R"({"contents":[{"parts":[{"text":"Go"}]}],"x":1})";
    const JsonDoc doc = gemini_dialect().walk_request(raw);
    const std::vector<std::string> texts{"One.", "Tw"};
    CHECK(gemini_dialect().resume_request(doc, texts, false, "Go on") ==
          R"({"contents":[{"parts":[{"text":"Go"}]},{"role":"model","parts":[{"text":"One."},)"
          R"({"text":"Tw"}]},{"role":"user","parts":[{"text":"Go on"}]}],"x":1})");
    CHECK(gemini_dialect().resume_request(doc, texts, true, "Go on") ==
          R"({"contents":[{"parts":[{"text":"Go"}]},{"role":"model","parts":[{"text":"One."},)"
          R"({"text":"Tw"}]}],"x":1})");
    CHECK_FALSE(gemini_dialect().resume_request(doc, {}, true, "Go on"));
    const std::string empty = R"({"contents":[]})";
    CHECK_FALSE(
        gemini_dialect().resume_request(gemini_dialect().walk_request(empty), texts, true, ""));
  }
}

}  // namespace edgee::test

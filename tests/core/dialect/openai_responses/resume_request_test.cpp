#include <doctest/doctest.h>

#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

std::optional<std::string> resumed(const std::string& raw, std::vector<std::string> texts,
                                   bool prefill) {
  return responses().resume_request(responses().walk_request(raw), texts, prefill, "Go on.");
}

const std::string kHalf =
    R"({"type":"message","role":"assistant","content":[{"type":"output_text","text":"Half"}]})";
const std::string kGoOn =
    R"({"type":"message","role":"user","content":[{"type":"input_text","text":"Go on."}]})";

}  // namespace

TEST_SUITE("core/dialect/openai_responses/resume_request") {
  TEST_CASE("what was answered so far stands behind the input, then the instruction") {
    const std::string item = R"({"role":"user","content":"x"})";
    CHECK(resumed(body_of("[" + item + "]"), {"Half"}, false) ==
          body_of("[" + item + "," + kHalf + "," + kGoOn + "]"));
    CHECK(resumed(body_of("[" + item + "]"), {"Half"}, true) ==
          body_of("[" + item + "," + kHalf + "]"));
    CHECK(resumed(body_of("[]"), {"Half"}, true) == body_of("[" + kHalf + "]"));
    CHECK(resumed(body_of(R"("x")"), {"Half"}, true) ==
          body_of(
              R"([{"type":"message","role":"user","content":[{"type":"input_text","text":"x"}]},)" +
              kHalf + "]"));
    CHECK_FALSE(resumed(body_of("[]"), {}, true));
    CHECK_FALSE(resumed(R"({"model":"m"})", {"Half"}, true));
  }

  TEST_CASE("a request can be sent without any reasoning, and without the ids that ask for it") {
    const std::string raw = body_of(
        R"([{"role":"user","content":"x"},{"type":"reasoning","id":"rs_1","summary":[]},)"
        R"({"type":"function_call","id":"fc_1","call_id":"c","name":"n","arguments":"{}"}])");
    CHECK(responses().remove_thinking(responses().walk_request(raw)) ==
          body_of(R"([{"role":"user","content":"x"},)"
                  R"({"type":"function_call","call_id":"c","name":"n","arguments":"{}"}])"));
    CHECK_FALSE(responses().remove_thinking(responses().walk_request(body_of("[]"))));
  }

  TEST_CASE("only our own reasoning is foreign to OpenAI") {
    const std::string own = R"({"type":"reasoning","id":"rs_1","summary":[]})";
    const std::string ours = R"({"type":"reasoning","id":"rs_edgee_a_0","summary":[]})";
    CHECK(responses().strip_foreign(body_of("[" + ours + "," + own + "]")) ==
          body_of("[" + own + "]"));
    CHECK(responses().strip_foreign(body_of("[" + ours + "]")) == body_of("[]"));
    CHECK_FALSE(responses().strip_foreign(body_of("[" + own + "]")));
  }
}

}  // namespace edgee::test

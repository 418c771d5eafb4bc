#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {

TEST_SUITE("core/dialect/gemini/row") {
  TEST_CASE("Gemini's row is whole, and the registry has it") {
    const Dialect* dialect = find_dialect(DialectId::gemini);
    REQUIRE(dialect == &gemini_dialect());
    CHECK(dialect->path_for("m", true) == "/v1beta/models/m:streamGenerateContent?alt=sse");
    CHECK(dialect->is_model_path("/v1beta/models/m:generateContent"));
    CHECK_FALSE(dialect->is_model_path("/v1beta/models/m:countTokens"));
    CHECK(bool(dialect->walk_request));
    CHECK(bool(dialect->read_request));
    CHECK(bool(dialect->decode_request));
    CHECK(bool(dialect->resume_request));
    CHECK(bool(dialect->remove_thinking));
    CHECK(bool(dialect->encode_request));
    CHECK(bool(dialect->splice_request));
    CHECK(bool(dialect->strip_foreign));
    CHECK(bool(dialect->request_headers));
    CHECK(bool(dialect->make_decoder));
    CHECK(bool(dialect->make_encoder));
    CHECK(bool(dialect->decode_answer));
    CHECK(bool(dialect->encode_answer));
    CHECK(bool(dialect->read_failure));
    CHECK(bool(dialect->encode_error));
    CHECK(bool(dialect->encode_error_event));
  }

  TEST_CASE("Google is asked in Gemini's own dialect, but by clients of OpenAI in theirs") {
    const Provider& google = *find_catalog_provider("google");
    const std::vector<DialectId> all{DialectId::anthropic_messages, DialectId::openai_chat,
                                     DialectId::gemini};
    const Endpoint* own = best_endpoint(google, DialectId::anthropic_messages, all);
    REQUIRE(own != nullptr);
    CHECK(own->dialect == DialectId::gemini);
    CHECK(own->auth == AuthScheme::x_goog_api_key);
    CHECK(best_endpoint(google, DialectId::openai_chat, all)->dialect == DialectId::openai_chat);
  }

  TEST_CASE("each generation of models takes its own form of thinking") {
    CHECK(find_model("google", "gemini-4-argon").gemini_thinking == GeminiThinking::level_from_low);
    CHECK(find_model("google", "gemini-3.8-flash").gemini_thinking == GeminiThinking::level);
    CHECK(find_model("google", "gemini-3.1-pro-preview").gemini_thinking ==
          GeminiThinking::level_from_low);
    CHECK(find_model("google", "gemini-2.5-flash").gemini_thinking == GeminiThinking::budget);
    CHECK(find_model("google", "gemini-9-next").gemini_thinking == GeminiThinking::level_from_low);
    CHECK(find_model("openai", "gpt-6.1-sol").gemini_thinking == GeminiThinking::none);
  }
}

}  // namespace edgee::test

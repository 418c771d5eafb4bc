#include <doctest/doctest.h>

#include "core/dialect/dialect.h"

using edgee::Dialect;
using edgee::DialectId;
using edgee::find_dialect;

TEST_SUITE("core/dialect/registry") {
  TEST_CASE("each known dialect has a row of its own with an upstream side") {
    for (const DialectId id : edgee::known_dialects()) {
      const Dialect* dialect = find_dialect(id);
      REQUIRE(dialect != nullptr);
      CAPTURE(to_string(id));
      CHECK(dialect->id == id);
      CHECK(dialect->path_for("m", true).starts_with('/'));
      CHECK(bool(dialect->is_model_path));
      CHECK(bool(dialect->encode_request));
      CHECK(bool(dialect->request_headers));
      CHECK(bool(dialect->make_decoder));
      CHECK(bool(dialect->decode_answer));
      CHECK(bool(dialect->read_failure));
    }
  }

  TEST_CASE("base URLs of Messages end before the version, those of OpenAI's dialects behind it") {
    CHECK(find_dialect(DialectId::anthropic_messages)->path_for("m", true) == "/v1/messages");
    CHECK(find_dialect(DialectId::openai_responses)->path_for("m", true) == "/responses");
    CHECK(find_dialect(DialectId::openai_responses)->is_model_path("/v1/responses"));
    CHECK(find_dialect(DialectId::openai_responses)->is_model_path("/responses"));
    CHECK_FALSE(find_dialect(DialectId::openai_responses)->is_model_path("/v1/responses/compact"));
  }

  TEST_CASE("each dialect has an agent's side too") {
    for (const DialectId id : edgee::known_dialects()) {
      const Dialect* dialect = find_dialect(id);
      REQUIRE(dialect != nullptr);
      CAPTURE(to_string(id));
      CHECK(bool(dialect->splice_request));
      CHECK(bool(dialect->strip_foreign));
      CHECK(bool(dialect->walk_request));
      CHECK(bool(dialect->read_request));
      CHECK(bool(dialect->decode_request));
      CHECK(bool(dialect->make_encoder));
      CHECK(bool(dialect->encode_answer));
      CHECK(bool(dialect->encode_error));
      CHECK(bool(dialect->encode_error_event));
      CHECK(bool(dialect->resume_request));
      CHECK(bool(dialect->remove_thinking));
      CHECK_FALSE(dialect->keep_alive.empty());
    }
  }
}

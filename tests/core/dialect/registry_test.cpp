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
      CHECK(dialect->path.starts_with('/'));
      CHECK(bool(dialect->encode_request));
      CHECK(bool(dialect->request_headers));
      CHECK(bool(dialect->make_decoder));
      CHECK(bool(dialect->decode_answer));
      CHECK(bool(dialect->read_failure));
    }
  }

  TEST_CASE("Anthropic Messages has an agent's side too") {
    const Dialect* dialect = find_dialect(DialectId::anthropic_messages);
    REQUIRE(dialect != nullptr);
    CHECK(dialect->path == "/v1/messages");
    CHECK(bool(dialect->walk_request));
    CHECK(bool(dialect->read_request));
    CHECK(bool(dialect->decode_request));
    CHECK(bool(dialect->make_encoder));
    CHECK(bool(dialect->encode_answer));
    CHECK(bool(dialect->encode_error));
    CHECK(bool(dialect->encode_error_event));
    CHECK(bool(dialect->resume_request));
    CHECK(bool(dialect->remove_thinking));
    CHECK_FALSE(dialect->last_event.empty());
    CHECK_FALSE(dialect->keep_alive.empty());
    CHECK_FALSE(dialect->keep_alive_event.empty());
  }

  TEST_CASE("dialects that are not built have no row") {
    CHECK(find_dialect(DialectId::openai_responses) == nullptr);
    CHECK(find_dialect(DialectId::gemini) == nullptr);
  }
}

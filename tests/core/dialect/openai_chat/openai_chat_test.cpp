#include "core/dialect/openai_chat/openai_chat.h"

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {

TEST_SUITE("core/dialect/openai_chat") {
  TEST_CASE("the row has the upstream side") {
    const Dialect& dialect = openai_chat_dialect();
    CHECK(dialect.id == DialectId::openai_chat);
    CHECK(dialect.path_for("m", true) == "/chat/completions");
    const bool whole = dialect.encode_request != nullptr && dialect.request_headers != nullptr &&
                       dialect.make_decoder != nullptr && dialect.decode_answer != nullptr &&
                       dialect.read_failure != nullptr;
    CHECK(whole);
    CHECK(find_dialect(DialectId::openai_chat) == &dialect);
  }

  TEST_CASE("the row has the agent's side") {
    const Dialect& dialect = openai_chat_dialect();
    CHECK(bool(dialect.walk_request));
    CHECK(bool(dialect.read_request));
    CHECK(bool(dialect.decode_request));
    CHECK(bool(dialect.resume_request));
    CHECK(bool(dialect.remove_thinking));
    CHECK(bool(dialect.splice_request));
    CHECK(bool(dialect.strip_foreign));
    CHECK(bool(dialect.make_encoder));
    CHECK(bool(dialect.encode_answer));
    CHECK(bool(dialect.encode_error));
    CHECK(bool(dialect.encode_error_event));
    CHECK_FALSE(dialect.keep_alive.empty());
    CHECK(dialect.is_model_path("/v1/chat/completions"));
    CHECK_FALSE(dialect.is_model_path("/v1/messages"));
  }

  TEST_CASE("headers say what is sent and wanted, and carry no credential") {
    Target target("openrouter", "x/y");
    target.provider.extra_headers = {{"X-Title", "edgee"}};
    const HeaderList stream = openai_chat_dialect().request_headers(target.view(), true);
    CHECK(header_value(stream, "content-type") == "application/json");
    CHECK(header_value(stream, "accept") == "text/event-stream");
    CHECK(header_value(stream, "x-title") == "edgee");
    CHECK(find_header(stream, "authorization") == nullptr);
    CHECK(header_value(openai_chat_dialect().request_headers(target.view(), false), "accept") ==
          "application/json");
  }
}

}  // namespace edgee::test

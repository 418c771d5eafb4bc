#include "core/dialect/openai_chat/openai_chat.h"

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {

TEST_SUITE("core/dialect/openai_chat") {
  TEST_CASE("the row has the upstream side") {
    const Dialect& dialect = openai_chat_dialect();
    CHECK(dialect.id == DialectId::openai_chat);
    CHECK(dialect.path == "/chat/completions");
    const bool whole = dialect.encode_request != nullptr && dialect.request_headers != nullptr &&
                       dialect.make_decoder != nullptr && dialect.decode_answer != nullptr &&
                       dialect.read_failure != nullptr;
    CHECK(whole);
    CHECK(find_dialect(DialectId::openai_chat) == &dialect);
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

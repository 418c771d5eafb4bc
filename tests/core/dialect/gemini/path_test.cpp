#include "core/dialect/gemini/path.h"

#include <doctest/doctest.h>

namespace edgee::gemini {

TEST_SUITE("core/dialect/gemini/path") {
  TEST_CASE("a model request is known by its path, which names model and verb") {
    struct Row {
      const char* path;
      const char* model;
      bool stream;
    };
    const Row rows[] = {
        {"/v1beta/models/gemini-4-argon:generateContent", "gemini-4-argon", false},
        {"/v1beta/models/gemini-4-argon:streamGenerateContent", "gemini-4-argon", true},
        {"/v1/models/gemini-3.8-flash:generateContent", "gemini-3.8-flash", false},
        {"/v1beta/models/my%2Fmodel%3A1:generateContent", "my/model:1", false},
        {"/v1beta1/projects/p/locations/global/publishers/google/models/gemini-x:generateContent",
         "gemini-x", false},
    };
    for (const Row& row : rows) {
      CAPTURE(row.path);
      const auto read = read_path(row.path);
      REQUIRE(read);
      CHECK(read->model == row.model);
      CHECK(read->stream == row.stream);
    }
  }

  TEST_CASE("other paths are no model requests") {
    for (const char* path :
         {"", "/", "/v1/messages", "/v1beta/models", "/v1beta/models/:generateContent",
          "/v1beta/models/m:countTokens", "/v1beta/models/m", "/x/models/m:generateContent",
          "/v1beta/tunedModels/m:generateContent", "/v1beta/../models/m:generateContent"}) {
      CAPTURE(path);
      CHECK_FALSE(read_path(path));
    }
  }

  TEST_CASE("a path is written so that no model's name becomes another path") {
    CHECK(write_path("gemini-4-argon", true, true) ==
          "/v1beta/models/gemini-4-argon:streamGenerateContent?alt=sse");
    CHECK(write_path("gemini-4-argon", true, false) ==
          "/v1beta/models/gemini-4-argon:streamGenerateContent");
    CHECK(write_path("models/gemini-4-argon", false, true) ==
          "/v1beta/models/gemini-4-argon:generateContent");
    CHECK(write_path("../x?y#z a@1", false, true) ==
          "/v1beta/models/..%2Fx%3Fy%23z%20a%401:generateContent");
  }

  TEST_CASE("what is written is read as the same model") {
    for (const char* model : {"gemini-4-argon", "a/b:c", "%25", "m\xC3\xA4", "..", "a?b&c=d"}) {
      CAPTURE(model);
      for (const bool stream : {true, false}) {
        const auto read = read_path(write_path(model, stream, false));
        REQUIRE(read);
        CHECK(read->model == model);
        CHECK(read->stream == stream);
      }
    }
  }

  TEST_CASE("events are asked for by the query") {
    CHECK(asks_sse("alt=sse"));
    CHECK(asks_sse("key=made-up&alt=sse"));
    CHECK_FALSE(asks_sse(""));
    CHECK_FALSE(asks_sse("alt=json"));
    CHECK_FALSE(asks_sse("result=sse"));
  }
}

}  // namespace edgee::gemini

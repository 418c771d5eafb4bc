#include "core/dialect/openai_chat/data_url.h"

#include <initializer_list>

#include <doctest/doctest.h>

namespace edgee::test {

using openai_chat::decode_base64;
using openai_chat::read_data_url;

TEST_SUITE("core/dialect/openai_chat/data_url") {
  TEST_CASE("the type and the data of a data URL") {
    const auto plain = read_data_url("data:image/png;base64,iVBOR+/=");
    REQUIRE(plain);
    CHECK(plain->media_type == "image/png");
    CHECK(plain->base64 == "iVBOR+/=");
    const auto with_charset = read_data_url("data:text/plain;charset=utf-8;base64,aGk=");
    REQUIRE(with_charset);
    CHECK(with_charset->media_type == "text/plain");
    CHECK(read_data_url("data:;base64,aGk=")->media_type.empty());
  }

  TEST_CASE("what is no base64 data URL") {
    for (const char* url : {"", "https://x.y", "data:", "data:image/png", "data:text/plain,hi",
                            "data:image/png;base64"}) {
      CAPTURE(url);
      CHECK_FALSE(read_data_url(url));
    }
  }

  TEST_CASE("base64 with and without padding") {
    CHECK(decode_base64("") == "");
    CHECK(decode_base64("aGVsbG8=") == "hello");
    CHECK(decode_base64("aGVsbG8") == "hello");
    CHECK(decode_base64("aGk=") == "hi");
    CHECK(decode_base64("//79") == "\xff\xfe\xfd");
    CHECK_FALSE(decode_base64("a b="));
    CHECK_FALSE(decode_base64("aGk=x"));
  }
}

}  // namespace edgee::test

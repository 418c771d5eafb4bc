#include "core/config/toml_json.h"

#include <doctest/doctest.h>

#include "core/base/json.h"

namespace edgee {

TEST_SUITE("core/config/toml_json") {
  TEST_CASE("every kind of value becomes its JSON") {
    const Result<Json> read = read_toml_as_json(
        "text = 'a'\nwhole = 2\nreal = 0.5\nyes = true\nday = 2026-11-21\n"
        "list = [\"x\", { y = 1 }]\n[table.inner]\nkey = \"v\"\n[[blocks]]\nn = 1\n");
    REQUIRE(read);
    CHECK(*read == Json::parse(R"({"text":"a","whole":2,"real":0.5,"yes":true,"day":null,)"
                               R"("list":["x",{"y":1}],"table":{"inner":{"key":"v"}},)"
                               R"("blocks":[{"n":1}]})"));
    CHECK(*read_toml_as_json("") == Json::object());
  }

  TEST_CASE("a text that is none is an error with its line") {
    const Result<Json> read = read_toml_as_json("a = 1\nb = \n");
    REQUIRE_FALSE(read);
    CHECK(read.error().message.starts_with("line 2: "));
  }
}

}  // namespace edgee

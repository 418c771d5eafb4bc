#include "core/agents/script_json.h"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace edgee {

TEST_SUITE("core/agents/script_json") {
  TEST_CASE("what a strict parser takes stays as it is, byte for byte") {
    for (const std::string text :
         {"", "{}", R"({"a":"\ud83d\ude00 \\ud83d \" \u00e9","b":[-1.5e3,0,true,null]})",
          "{\"caf\xc3\xa9\":\"\xf0\x9f\x98\x80 \xed\x9f\xbf\"}", "{ // no JSON, and left so\n}"}) {
      CAPTURE(text);
      CHECK(to_strict_json(text) == text);
    }
  }

  TEST_CASE("what only JavaScript's parser takes is made readable") {
    for (const auto& [text, strict] : std::vector<std::pair<std::string, std::string>>{
             {"\"caf\xe9\"", "\"caf\xef\xbf\xbd\""},
             {"\"\xc0\x80\xff\"", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
             {"\"\xed\xa0\xbd\"", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
             {R"("\ud83d")", R"("\ufffd")"},
             {R"("\ud83dx\ude00")", R"("\ufffdx\ufffd")"},
             {R"("\ud83d\ud83d\ude00")", R"("\ufffd\ud83d\ude00")"},
             {"[1e999,-1e999]", "[1e308,-1e308]"},
             {R"("1e999")", R"("1e999")"}}) {
      CAPTURE(text);
      CHECK(to_strict_json(text) == strict);
      CHECK(parse_script_json(text));
    }
  }

  TEST_CASE("a text that ends anywhere is refused, and nothing worse") {
    const std::string whole = "{\"a\\ud83d\\ude00\":\"caf\xc3\xa9\xe9\",\"n\":-1e999}";
    for (std::size_t length = 0; length < whole.size(); ++length) {
      CHECK_FALSE(parse_script_json(whole.substr(0, length)));
    }
    CHECK(parse_script_json(whole));
  }
}

}  // namespace edgee

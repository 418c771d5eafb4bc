#include "core/dialect/anthropic/messages_encode.h"

#include <string>

#include <doctest/doctest.h>

namespace edgee {
using edgee::anthropic::encode_messages;

namespace {

std::string turn(const std::string& role, const std::string& words) {
  return R"({"role":")" + role + R"(","content":[{"type":"text","text":")" + words + R"("}]})";
}

const Message kHi{Role::user, {TextPart{"hi"}}};
const Message kSaid{Role::assistant, {TextPart{"It is"}}};
const Message kNow{Role::system, {TextPart{"now"}}};
const Message kUnsigned{Role::assistant, {ThinkingPart{"hm", "", false}}};

}  // namespace

TEST_SUITE("core/dialect/anthropic/messages_encode") {
  TEST_CASE("the user speaks first and last") {
    const std::string first = turn("user", "(The beginning is missing.)");
    const std::string last = turn("user", "Continue.");
    const std::string hi = turn("user", "hi");
    const std::string said = turn("assistant", "It is");
    CHECK(encode_messages({}) == "[]");
    CHECK(encode_messages({kHi}) == "[" + hi + "]");
    CHECK(encode_messages({kHi, kSaid, kHi}) == "[" + hi + "," + said + "," + hi + "]");
    CHECK(encode_messages({kHi, kSaid}) == "[" + hi + "," + said + "," + last + "]");
    CHECK(encode_messages({kSaid, kHi}) == "[" + first + "," + said + "," + hi + "]");
    CHECK(encode_messages({kSaid}) == "[" + first + "," + said + "," + last + "]");
    CHECK(encode_messages({kHi, kSaid, kNow}) ==
          "[" + hi + "," + said + "," + turn("system", "now") + "]");
  }

  TEST_CASE("who says nothing has no turn") {
    CHECK(encode_messages({kUnsigned, kHi, kUnsigned}) == "[" + turn("user", "hi") + "]");
    CHECK(encode_messages({kUnsigned}) == "[]");
  }
}

}  // namespace edgee

// Requests for the splice, and targets that they go to.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/splice.h"
#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {

inline const std::string kHi = R"({"role":"user","content":"hi"})";
inline const std::string kTool =
    R"({"type":"function","function":{"name":"f","parameters":{"type":"object"}}})";

inline std::string asking(const std::string& messages, const std::string& more = "") {
  return R"({"model":"m","messages":[)" + messages + "]" + more + "}";
}

// A target that departs in nothing from what most do.
inline Target plain() {
  Target target("none", "m");
  target.info.images = true;
  return target;
}

inline Result<Spliced> splice(const std::string& raw, const Target& target,
                              const HeaderList& headers = {}) {
  Request request;
  request.raw = raw;
  request.headers = headers;
  const JsonDoc doc = openai_chat::walk_request(raw);
  const auto facts = openai_chat::read_request(doc, headers, {});
  REQUIRE(facts);
  request.facts = *facts;
  return openai_chat::splice_request(request, doc, target.view(), {});
}

// The body, or "refused: why".
inline std::string spliced(const std::string& raw, const Target& target) {
  const Result<Spliced> made = splice(raw, target);
  if (!made) return "refused: " + made.error().message;
  CHECK_MESSAGE(Json::accept(made->body), made->body);
  return made->body;
}

inline const std::string kCall = R"({"role":"assistant","content":"","tool_calls":[{"id":"call_1",)"
                                 R"("type":"function","function":{"name":"f","arguments":"{}"}}]})";
inline const std::string kResult = R"({"role":"tool","tool_call_id":"call_1","content":"ok"})";

}  // namespace edgee::test

// Recordings in tests/golden/openai_chat: an agent's request and what the target is sent; a
// target's stream and what the agent gets.
#include <doctest/doctest.h>

#include "core/dialect/openai_chat/openai_chat.h"
#include "tests/core/dialect/openai_chat/story.h"
#include "tests/support/asked.h"
#include "tests/support/recordings.h"

namespace edgee::test {
namespace {

using golden::compare;
using golden::read;

// The request, laid out for a reader, or why it was refused.
std::string encoded(const golden::Path& folder) {
  const Json who = parse_json(read(folder / "target.json")).value_or(Json());
  Target target(string_member(who, "provider"), string_member(who, "model"));
  target.session = string_member(who, "session");
  const Dialect& agents = *find_dialect(DialectId::anthropic_messages);
  const Result<Conversation> conversation =
      agents.decode_request(asked("", read(folder / "request.json")));
  if (!conversation) return "not decoded: " + conversation.error().message + "\n";
  return golden::laid_out(openai_chat_dialect().encode_request(*conversation, target.view()));
}

std::string streamed(const std::string& upstream) {
  const Request request = asked("claude-opus-5-5");
  const auto encoder = find_dialect(DialectId::anthropic_messages)->make_encoder(request);
  std::string agent;
  for (const StreamEvent& event : decode(upstream))
    encoder->encode(event, agent);
  return agent;
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/golden") {
  TEST_CASE("requests are written as recorded") {
    int seen = 0;
    for (const golden::Path& folder : golden::folders("openai_chat", "request.json")) {
      CAPTURE(folder.string());
      compare(folder / "chat_request.json", encoded(folder));
      ++seen;
    }
    CHECK(seen >= 10);
  }

  TEST_CASE("streams are read as recorded") {
    int seen = 0;
    for (const golden::Path& folder : golden::folders("openai_chat", "upstream.sse")) {
      CAPTURE(folder.string());
      compare(folder / "agent.sse", streamed(read(folder / "upstream.sse")));
      ++seen;
    }
    CHECK(seen >= 10);
  }

  TEST_CASE("recorded streams may be cut anywhere") {
    for (const golden::Path& folder : golden::folders("openai_chat", "upstream.sse")) {
      const std::string sse = read(folder / "upstream.sse");
      CAPTURE(folder.string());
      const std::string whole = lines(decode(sse));
      for (const std::size_t step : {1U, 5U, 64U}) {
        CAPTURE(step);
        CHECK(lines(decode_in_steps(sse, step)) == whole);
      }
    }
  }
}

}  // namespace edgee::test

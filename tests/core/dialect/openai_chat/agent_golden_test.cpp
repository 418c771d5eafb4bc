// Recordings in tests/golden/openai_chat_agent. An agent's request.json gives its facts, the
// Conversation that others are told, and what target.json's Chat target is sent; the streams of
// tests/golden/anthropic give what the agent reads.
#include <doctest/doctest.h>

#include "core/dialect/openai_chat/openai_chat.h"
#include "tests/core/dialect/openai_chat/conversation_text.h"
#include "tests/core/dialect/openai_chat/story.h"
#include "tests/support/asked.h"
#include "tests/support/recordings.h"
namespace edgee::test {
namespace {

using golden::compare;
using golden::read;

std::string describe_facts(const RequestFacts& facts) {
  return "model " + facts.model + "\nstream " + std::to_string(facts.stream) + "\ntools " +
         std::to_string(facts.has_tools) + "\nimages " + std::to_string(facts.has_images) +
         "\nturn start " + std::to_string(facts.turn_start) + "\nforeign " +
         std::to_string(facts.foreign_history) + "\nmax tokens " +
         std::to_string(facts.max_tokens) + "\ninput tokens " +
         std::to_string(facts.estimated_input_tokens) + "\nsession " + facts.session + "\n";
}

void check_request(const golden::Path& folder) {
  const Dialect& dialect = openai_chat_dialect();
  Request request = asked("", read(folder / "request.json"));
  const JsonDoc doc = dialect.walk_request(request.raw);
  const auto facts = dialect.read_request(doc, request, {});
  REQUIRE(facts);
  request.facts = *facts;
  compare(folder / "facts.txt", describe_facts(*facts));
  const auto talk = dialect.decode_request(request);
  compare(folder / "conversation.txt",
          talk ? describe_conversation(*talk) : "not decoded: " + talk.error().message + "\n");
  const Json who = parse_json(read(folder / "target.json")).value_or(Json());
  const Target target(string_member(who, "provider"), string_member(who, "model"));
  const auto spliced = dialect.splice_request(request, doc, target.view(), {});
  compare(folder / "spliced.json",
          spliced ? spliced->body : "refused: " + spliced.error().message + "\n");
  if (!talk) return;
  const Target claude("anthropic", "claude-opus-5-5");
  const auto messages =
      find_dialect(DialectId::anthropic_messages)->encode_request(*talk, claude.view());
  compare(folder / "to_anthropic.json", golden::laid_out(messages));
}

std::vector<StreamEvent> events_of(const std::string& sse) {
  const auto decoder = find_dialect(DialectId::anthropic_messages)->make_decoder();
  std::vector<StreamEvent> events;
  decoder->feed(sse, events);
  decoder->finish(events);
  return events;
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/agent_golden") {
  TEST_CASE("agents' requests are read and passed on as recorded") {
    const auto folders = golden::folders("openai_chat_agent", "request.json");
    REQUIRE(folders.size() >= 4);
    for (const golden::Path& folder : folders) {
      CAPTURE(folder.string());
      check_request(folder);
    }
  }

  TEST_CASE("Claude's streams reach the agent as recorded") {
    const auto folders = golden::folders("anthropic", "upstream.sse");
    REQUIRE(folders.size() >= 4);
    for (const golden::Path& folder : folders) {
      CAPTURE(folder.string());
      Request request = asked("gpt-x", R"({"stream_options":{"include_usage":true}})");
      request.received_at = 1'763'683'200;
      const auto encoder = openai_chat_dialect().make_encoder(request);
      std::string agent;
      for (const StreamEvent& event : events_of(read(folder / "upstream.sse")))
        encoder->encode(event, agent);
      compare(golden::root() / "openai_chat_agent/streams" / (folder.filename().string() + ".sse"),
              agent);
      const bool failed = agent.find("data: {\"error\":") != std::string::npos;
      CHECK(agent.ends_with("data: [DONE]\n\n") != failed);
    }
  }
}

}  // namespace edgee::test

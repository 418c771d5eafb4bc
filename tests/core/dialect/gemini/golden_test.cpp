// Recordings in tests/golden/gemini, in both directions: Claude Code in front of Gemini
// (request.json, upstream.sse) and Gemini CLI in front of Claude (agent_request.json,
// messages.sse).
#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/gemini/setup.h"
#include "tests/support/asked.h"
#include "tests/support/recordings.h"

namespace edgee::test {
namespace {

using golden::compare;
using golden::read;

const Dialect& claude() {
  return *find_dialect(DialectId::anthropic_messages);
}

std::string encoded(const golden::Path& folder) {
  const GeminiTarget target(
      read(folder / "model.txt").substr(0, read(folder / "model.txt").find('\n')));
  const auto conversation = claude().decode_request(asked("", read(folder / "request.json")));
  REQUIRE(conversation);
  return golden::laid_out(gemini_dialect().encode_request(*conversation, target.view()));
}

std::string for_claude(const golden::Path& folder) {
  const Conversation conversation =
      decode_gemini(gemini_request(read(folder / "agent_request.json")));
  const ModelInfo& info = find_model("anthropic", "claude-opus-5-5");
  const EncodeTarget target{*find_catalog_provider("anthropic"), info, "claude-opus-5-5", ""};
  return golden::laid_out(claude().encode_request(conversation, target));
}

}  // namespace

TEST_SUITE("core/dialect/gemini/golden") {
  TEST_CASE("requests for Gemini are written as recorded") {
    const auto all = golden::folders("gemini", "request.json");
    CHECK(all.size() >= 4);
    for (const golden::Path& folder : all) {
      CAPTURE(folder.string());
      compare(folder / "gemini_request.json", encoded(folder));
    }
  }

  TEST_CASE("requests of Gemini's agents are read as recorded") {
    const auto all = golden::folders("gemini", "agent_request.json");
    CHECK(all.size() >= 2);
    for (const golden::Path& folder : all) {
      CAPTURE(folder.string());
      compare(folder / "messages_request.json", for_claude(folder));
    }
  }

  TEST_CASE("Gemini's streams are read as recorded, cut anywhere") {
    const auto all = golden::folders("gemini", "upstream.sse");
    CHECK(all.size() >= 6);
    for (const golden::Path& folder : all) {
      CAPTURE(folder.string());
      const std::string bytes = read(folder / "upstream.sse");
      const std::vector<StreamEvent> events = read_gemini(bytes);
      const Request request = asked("claude-opus-5-5");
      const auto encoder = claude().make_encoder(request);
      std::string agent;
      for (const StreamEvent& event : events)
        encoder->encode(event, agent);
      compare(folder / "agent.sse", agent);
      for (const std::size_t step : {1U, 5U, 64U})
        CHECK(describe(read_gemini(bytes, step)) == describe(events));
    }
  }

  TEST_CASE("streams for Gemini's agents are written as recorded") {
    const auto all = golden::folders("gemini", "messages.sse");
    CHECK(all.size() >= 3);
    for (const golden::Path& folder : all) {
      CAPTURE(folder.string());
      const auto decoder = claude().make_decoder();
      std::vector<StreamEvent> events;
      const std::string bytes = read(folder / "messages.sse");
      decoder->feed(bytes, events);
      decoder->finish(events);
      const Request request = gemini_request(
          R"({"contents":[],"generationConfig":{"thinkingConfig":{"includeThoughts":true}}})");
      compare(folder / "gemini_agent.sse", write_gemini(events, request));
    }
  }
}

}  // namespace edgee::test

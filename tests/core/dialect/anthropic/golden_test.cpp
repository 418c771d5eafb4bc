// Recordings under tests/golden/anthropic, one folder each. A request.json gives facts.txt and what
// two kinds of target are sent; an upstream.sse gives its events and what an agent reads when they
// are written again.
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/anthropic/stream_decoder.h"
#include "core/dialect/anthropic/stream_encoder.h"
#include "tests/core/dialect/anthropic/splice_setup.h"
#include "tests/core/dialect/describe.h"
#include "tests/support/recordings.h"

namespace edgee {
namespace {

using golden::compare;
using golden::read;

std::string describe_facts(const std::string& raw) {
  const RequestFacts facts = anthropic::read_facts(raw, {}, {});
  return "model " + facts.model + "\nstream " + std::to_string(facts.stream) + "\ntools " +
         std::to_string(facts.has_tools) + "\nimages " + std::to_string(facts.has_images) +
         "\nturn start " + std::to_string(facts.turn_start) + "\nmax tokens " +
         std::to_string(facts.max_tokens) + "\ninput tokens " +
         std::to_string(facts.estimated_input_tokens) + "\nsession " + facts.session + "\n";
}

std::string describe_splice(const SpliceSetup& setup, const std::string& raw) {
  const auto spliced = setup.run(raw);
  return spliced ? spliced->body : "error: " + spliced.error().message + "\n";
}

void check_stream(const golden::Path& folder, const std::string& bytes) {
  anthropic::Decoder decoder;
  std::vector<StreamEvent> events;
  decoder.feed(bytes, events);
  decoder.finish(events);
  CHECK_FALSE(decoder.broken());
  compare(folder / "events.txt", describe(events));
  anthropic::Encoder encoder("claude-opus-4-8");
  std::string written;
  for (const StreamEvent& event : events)
    encoder.encode(event, written);
  compare(folder / "agent.sse", written);
  for (std::size_t size : {1U, 7U, 64U}) {
    anthropic::Decoder piecewise;
    std::vector<StreamEvent> pieces;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      piecewise.feed(std::string_view(bytes).substr(at, size), pieces);
    }
    CHECK(describe(pieces) == describe(events));
  }
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/golden") {
  TEST_CASE("recordings read and write as recorded") {
    const auto folders = golden::folders("anthropic", ".");
    REQUIRE(folders.size() >= 6);
    for (const auto& folder : folders) {
      CAPTURE(folder.string());
      if (std::filesystem::exists(folder / "request.json")) {
        const std::string raw = read(folder / "request.json");
        compare(folder / "facts.txt", describe_facts(raw));
        compare(folder / "to_anthropic.json", describe_splice(SpliceSetup::claude(), raw));
        compare(folder / "to_other.json", describe_splice(SpliceSetup::other(), raw));
      }
      if (std::filesystem::exists(folder / "upstream.sse")) {
        check_stream(folder, read(folder / "upstream.sse"));
      }
    }
  }
}

}  // namespace edgee

#include "tests/bench/translate/streams.h"

#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "core/proxy/splice.h"
#include "tests/bench/translate/requests.h"
#include "tests/bench/translate/timing.h"

namespace edgee::bench {
namespace {

constexpr int kDeltas = 1000;  // of each of thinking, text and the input of a call
constexpr int kTimes = 5;

std::vector<StreamEvent> answer() {
  std::vector<StreamEvent> events;
  events.emplace_back(MessageStart{"msg_bench", "a-model", {}});
  events.emplace_back(BlockStart{0, BlockKind::thinking, {}, {}, {}});
  for (int i = 0; i < kDeltas; ++i)
    events.emplace_back(ThinkingDelta{0, "a thought of the model "});
  events.emplace_back(BlockEnd{0});
  events.emplace_back(BlockStart{1, BlockKind::text, {}, {}, {}});
  for (int i = 0; i < kDeltas; ++i)
    events.emplace_back(TextDelta{1, "some \"words\" of text\n"});
  events.emplace_back(BlockEnd{1});
  events.emplace_back(BlockStart{2, BlockKind::tool_call, "call_bench", "Tool0", {}});
  events.emplace_back(ToolDelta{2, R"({"file_path":")"});
  for (int i = 0; i < kDeltas; ++i)
    events.emplace_back(ToolDelta{2, "/src/main.cpp "});
  events.emplace_back(ToolDelta{2, "\"}"});
  events.emplace_back(BlockEnd{2});
  events.emplace_back(Usage{});
  events.emplace_back(Stop{StopReason::tool_use, {}, {}});
  events.emplace_back(MessageEnd{});
  return events;
}

// As the provider sends it, event by event.
std::vector<std::string> frames_of(DialectId provider) {
  Request request;
  request.dialect = provider;
  request.query = "alt=sse";
  request.raw = R"({"stream_options":{"include_usage":true},)"
                R"("generationConfig":{"thinkingConfig":{"includeThoughts":true}}})";
  const auto encoder = find_dialect(provider)->make_encoder(request);
  std::vector<std::string> frames;
  for (const StreamEvent& event : answer()) {
    std::string bytes;
    encoder->encode(event, bytes);
    if (!bytes.empty()) frames.push_back(std::move(bytes));
  }
  return frames;
}

std::string pass(const Dialect& provider, const Request& agent,
                 const std::vector<std::string>& frames) {
  Splice splice(*find_dialect(agent.dialect), agent, SeamStrategy::append_only);
  splice.begin(provider);
  std::string out;
  for (const std::string& frame : frames)
    out += splice.feed(frame);
  out += splice.end();
  if (!splice.is_open() || !splice.finished()) std::abort();
  return out;
}

std::string joined(const std::vector<std::string>& frames) {
  std::string all;
  for (const std::string& frame : frames)
    all += frame;
  return all;
}

}  // namespace

double cost_of_event(DialectId provider, const Request& agent) {
  const std::vector<std::string> frames = frames_of(provider);
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    const auto start = Clock::now();
    const std::string out = pass(*find_dialect(provider), agent, frames);
    const std::chrono::duration<double, std::micro> took = Clock::now() - start;
    times.push_back(took.count() / static_cast<double>(frames.size()));
    if (provider == agent.dialect && out != joined(frames)) std::abort();
  }
  return median(std::move(times));
}

}  // namespace edgee::bench

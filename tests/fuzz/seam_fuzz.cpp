// Any bytes as the first answer, a whole one behind them. The first byte says which dialect the
// bytes are, what the agent can take back, and how they are cut. As long as the provider kept to
// the order of events, however few of them came, what the agent has in the end is one whole answer.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "core/proxy/splice.h"
#include "tests/fuzz/cuts.h"
#include "tests/fuzz/decoding.h"
#include "tests/fuzz/entry.h"
#include "tests/support/asked.h"
#include "tests/support/stream_judge.h"

namespace {

using edgee::Dialect;
using edgee::DialectId;
using edgee::SeamKind;
using edgee::SeamStrategy;
using edgee::Splice;
using edgee::StreamEvent;
using edgee::fuzz::Chunks;
using edgee::fuzz::require;
using edgee::judge::Judgement;

constexpr std::string_view kWhole =
    "event: message_start\n"
    R"(data: {"type":"message_start","message":{"id":"msg_whole","type":"message",)"
    R"("role":"assistant","model":"m","content":[],"stop_reason":null,)"
    R"("usage":{"input_tokens":3,"output_tokens":1}}})"
    "\n\nevent: content_block_start\n"
    R"(data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})"
    "\n\nevent: content_block_delta\n"
    R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Zz."}})"
    "\n\nevent: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
    "event: message_delta\n"
    R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},)"
    R"("usage":{"output_tokens":5}})"
    "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

const Dialect& dialect(DialectId id) {
  return *edgee::find_dialect(id);
}

// What no provider may do, and what the bytes of the agent's own dialect would carry on to it.
bool keeps_order(const std::vector<StreamEvent>& events) {
  int open = -1;
  int next = 0;
  int starts = 0;
  std::set<std::string> calls;
  bool stopped = false;
  for (const StreamEvent& event : events) {
    if (std::holds_alternative<edgee::Ping>(event)) continue;
    if (const auto* start = std::get_if<edgee::MessageStart>(&event)) {
      if (++starts > 1 || start->id.empty()) return false;
    } else if (const auto* block = std::get_if<edgee::BlockStart>(&event)) {
      const bool plain = block->kind == edgee::BlockKind::text ||
                         block->kind == edgee::BlockKind::thinking ||
                         block->kind == edgee::BlockKind::tool_call;
      const bool named = block->kind != edgee::BlockKind::tool_call ||
                         (!block->id.empty() && !block->name.empty());
      if (open >= 0 || stopped || block->index != next || !plain || !named) return false;
      if (!block->id.empty() && !calls.insert(block->id).second) return false;
      open = next++;
    } else if (const auto* end = std::get_if<edgee::BlockEnd>(&event)) {
      if (end->index != open) return false;
      open = -1;
    } else if (std::holds_alternative<edgee::Stop>(event)) {
      if (open >= 0 || stopped) return false;
      stopped = true;
    } else {
      const bool ends = std::holds_alternative<edgee::MessageEnd>(event);
      const bool anywhere = std::holds_alternative<edgee::Usage>(event) ||
                            std::holds_alternative<edgee::Fault>(event);
      const bool misplaced = !anywhere && ends == (open >= 0);
      if (misplaced || std::holds_alternative<edgee::Opaque>(event)) return false;
    }
    if (starts == 0) return false;
  }
  return true;
}

Judgement judge(SeamStrategy strategy, std::string_view bytes) {
  return strategy == SeamStrategy::retract ? edgee::judge::judge_as_claude(bytes)
                                           : edgee::judge::judge_strictly(bytes);
}

// All that the agent gets.
std::string spliced(DialectId wire, SeamStrategy strategy, const Chunks& chunks) {
  const edgee::Request request = edgee::asked("m");
  Splice splice(dialect(DialectId::anthropic_messages), request, strategy);
  std::string out;
  splice.begin(dialect(wire));
  for (const std::string& chunk : chunks) {
    out += splice.feed(chunk);
    if (splice.failure() || splice.answer().fault()) break;
    if (splice.is_open() && splice.finished()) return out;
  }
  if (!splice.failure() && !splice.answer().fault()) out += splice.end();
  if (splice.is_open() && splice.finished()) return out;
  splice.break_off();
  (void)splice.idle_event();
  if (splice.seam().kind == SeamKind::finish) return out + splice.ending();
  splice.begin(dialect(DialectId::anthropic_messages));
  out += splice.feed(kWhole);
  out += splice.end();
  require(splice.is_open() && splice.finished());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string_view bytes = std::string_view(text).substr(1);
  const DialectId wire =
      (data[0] & 1U) != 0 ? DialectId::openai_chat : DialectId::anthropic_messages;
  const SeamStrategy strategy =
      (data[0] & 2U) != 0 ? SeamStrategy::retract : SeamStrategy::append_only;
  const auto decoded = edgee::fuzz::decode(wire, {std::string(bytes)});
  // Bytes of the agent's own dialect pass as they are: what is wrong with them was wrong before.
  const bool in_order = keeps_order(decoded.events) && (wire != DialectId::anthropic_messages ||
                                                        judge(strategy, bytes).violations.empty());
  edgee::fuzz::for_each_cut(bytes, data[0] / 4U + 2U, [&](const Chunks& chunks) {
    const std::string out = spliced(wire, strategy, chunks);
    if (!in_order) return;
    const Judgement judged = judge(strategy, out);
    require(judged.whole());
    require(judged.violations.empty());
  });
  return 0;
}

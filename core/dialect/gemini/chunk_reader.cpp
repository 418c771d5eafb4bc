#include "core/dialect/gemini/chunk_reader.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/gemini/failure.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/names.h"
#include "core/dialect/gemini/words.h"

namespace edgee::gemini {
namespace {

constexpr std::array<std::string_view, 4> kOpaque{"args", "groundingMetadata", "citationMetadata",
                                                  "safetyRatings"};

bool is_object(std::string_view json) {
  return json.starts_with('{');
}

// Answers without an id of their own must not share one: their calls' ids come from it.
std::string other_seed() {
  static std::atomic<std::uint64_t> last{0};
  return "edgee-" + std::to_string(++last);
}

bool is_first(const JsonDoc& doc, const JsonSpan& candidate) {
  const std::string_view index = value(doc, candidate, "index");
  return index.empty() || index == "0";
}

FailureFacts broken_call(std::string_view word, std::string words) {
  FailureFacts facts;
  facts.kind = FailureKind::malformed_call;
  facts.scope = scope_of(facts.kind);
  facts.code = word;
  facts.message = words.empty() ? "the model stopped with " + std::string(word) : std::move(words);
  return facts;
}

}  // namespace

bool ChunkReader::read(std::string_view json, std::vector<StreamEvent>& out) {
  const JsonDoc doc(json, kOpaque);
  if (!doc.whole() || !doc.complete()) return false;
  if (is_object(doc.root().in(json))) {
    read_chunk(doc, doc.root(), out);
    return true;
  }
  for (const JsonSpan& chunk : doc.children(doc.root())) {
    if (!is_object(chunk.in(json))) return false;
    read_chunk(doc, chunk, out);
  }
  return true;
}

void ChunkReader::read_chunk(const JsonDoc& doc, const JsonSpan& chunk,
                             std::vector<StreamEvent>& out) {
  if (over_) return;
  if (const std::string_view error = value(doc, chunk, "error"); is_object(error)) {
    return fail_with(read_error(error), out);
  }
  if (const std::string_view usage = value(doc, chunk, "usageMetadata"); is_object(usage)) {
    usage_ = read_usage(usage);
    usage_told_ = false;
  }
  const std::vector<JsonSpan> candidates = list(doc, chunk, "candidates");
  const auto feedback = find(doc, chunk, "promptFeedback");
  const std::string blocked = feedback ? text(doc, *feedback, "blockReason") : std::string();
  if (!candidates.empty() || !blocked.empty()) start(doc, chunk, out);
  for (const JsonSpan& candidate : candidates) {
    if (is_first(doc, candidate)) read_candidate(doc, candidate, out);
  }
  if (candidates.empty() && !blocked.empty()) stop_with({StopReason::refusal, {}, {}}, out);
}

void ChunkReader::start(const JsonDoc& doc, const JsonSpan& chunk, std::vector<StreamEvent>& out) {
  if (std::exchange(started_, true)) return;
  MessageStart start;
  start.id = text(doc, chunk, "responseId");
  start.model = text(doc, chunk, "modelVersion");
  start.usage = usage_;
  usage_told_ = true;
  seed_ = start.id.empty() ? other_seed() : start.id;
  out.emplace_back(std::move(start));
}

void ChunkReader::read_candidate(const JsonDoc& doc, const JsonSpan& candidate,
                                 std::vector<StreamEvent>& out) {
  if (const auto content = find(doc, candidate, "content")) {
    for (const JsonSpan& part : list(doc, *content, "parts"))
      read_part(doc, part, out);
  }
  const std::string word = text(doc, candidate, "finishReason");
  if (word.empty()) return;
  if (is_failure_word(word)) {
    return fail_with(broken_call(word, text(doc, candidate, "finishMessage")), out);
  }
  stop_with(read_stop(word, calls_ > 0), out);
}

// Signatures are left where they are: nobody but Gemini could use them, and where Gemini's own
// agent gets the answer as it came, it has them.
void ChunkReader::read_part(const JsonDoc& doc, const JsonSpan& part,
                            std::vector<StreamEvent>& out) {
  if (const auto call = find(doc, part, "functionCall")) return read_call(doc, *call, out);
  const std::string_view words = value(doc, part, "text");
  if (!words.empty()) {
    const bool thought = value(doc, part, "thought") == "true";
    return add_words(thought ? BlockKind::thinking : BlockKind::text, json_text(words), out);
  }
  if (!find(doc, part, "inlineData") && !find(doc, part, "executableCode") &&
      !find(doc, part, "codeExecutionResult") && !find(doc, part, "fileData")) {
    return;
  }
  open({0, BlockKind::other, {}, {}, std::string(part.in(doc.text()))}, out);
  close(out);
}

// A call comes whole, unless an agent of Vertex asked for its arguments in pieces; those pass as
// they are, and only their place is told.
void ChunkReader::read_call(const JsonDoc& doc, const JsonSpan& call,
                            std::vector<StreamEvent>& out) {
  const std::string name = text(doc, call, "name");
  if (!name.empty()) {
    const std::string id = text(doc, call, "id");
    const std::string place = seed_ + "/" + std::to_string(++calls_);
    open({0, BlockKind::tool_call, id.empty() ? invented_id(place) : plain_id(id), name, {}}, out);
  }
  if (!open_ || kind_ != BlockKind::tool_call || value(doc, call, "willContinue") == "true") return;
  const std::string_view args = value(doc, call, "args");
  out.emplace_back(ToolDelta{index_, args.empty() ? "{}" : std::string(args)});
  close(out);
}

void ChunkReader::add_words(BlockKind kind, std::string words, std::vector<StreamEvent>& out) {
  if (words.empty()) return;
  if (!open_ || kind_ != kind) {
    words.insert(0, std::exchange(blank_, {}));
    if (trim(words).empty()) {
      blank_ = std::move(words);
      return;
    }
    open({0, kind, {}, {}, {}}, out);
  }
  if (kind == BlockKind::thinking) {
    out.emplace_back(ThinkingDelta{index_, std::move(words)});
  } else {
    out.emplace_back(TextDelta{index_, std::move(words)});
  }
}

void ChunkReader::open(BlockStart start, std::vector<StreamEvent>& out) {
  close(out);
  blank_.clear();
  open_ = true;
  kind_ = start.kind;
  start.index = ++index_;
  out.emplace_back(std::move(start));
}

void ChunkReader::close(std::vector<StreamEvent>& out) {
  if (std::exchange(open_, false)) out.emplace_back(BlockEnd{index_});
}

// Some models say STOP in more chunks than one, and the calls may stand in a later one.
void ChunkReader::stop_with(Stop stop, std::vector<StreamEvent>& out) {
  close(out);
  tell_usage(out);
  if (stop_ && stop_->reason == stop.reason) return;
  stop_ = std::move(stop);
  out.emplace_back(*stop_);
}

void ChunkReader::fail_with(FailureFacts facts, std::vector<StreamEvent>& out) {
  over_ = true;
  facts.in_stream = true;
  tell_usage(out);
  out.emplace_back(Fault{std::move(facts)});
}

void ChunkReader::tell_usage(std::vector<StreamEvent>& out) {
  if (!std::exchange(usage_told_, true)) out.emplace_back(Usage{usage_});
}

void ChunkReader::end(std::vector<StreamEvent>& out) {
  if (std::exchange(over_, true)) return;
  if (stop_) close(out);
  tell_usage(out);
  if (stop_) out.emplace_back(MessageEnd{});
}

}  // namespace edgee::gemini

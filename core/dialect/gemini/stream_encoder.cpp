#include "core/dialect/gemini/stream_encoder.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "core/base/json_object.h"
#include "core/base/json_quote.h"
#include "core/base/overloaded.h"
#include "core/dialect/gemini/errors.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/json_object.h"
#include "core/dialect/gemini/path.h"
#include "core/dialect/gemini/request_facts.h"
#include "core/dialect/gemini/words.h"

namespace edgee::gemini {
Asked::Asked(const Request& request)
    : model(request.facts.model),
      id("edgee-" + invented_id(request.raw)),
      names(walk_request(request.raw)),
      sse(asks_sse(request.query)),
      thoughts(value(value(value(request.raw, "generationConfig"), "thinkingConfig"),
                     "includeThoughts") == "true") {}

std::string write_call(const BlockStart& start, std::string_view input, const ToolNames& names) {
  const bool empty = input.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!empty && !is_json_object(input)) return {};
  JsonObject call;
  if (!start.id.empty()) call.put_text("id", start.id);
  call.put_text("name", names.own(start.name)).put("args", empty ? "{}" : input);
  return R"({"functionCall":)" + std::move(call).done() + "}";
}

std::string write_thought(std::string_view words) {
  return R"({"text":)" + quote_json(words) + R"(,"thought":true})";
}

std::string write_response(std::string_view parts, std::string_view finish, const TokenUsage& usage,
                           std::string_view model, std::string_view id) {
  JsonObject candidate;
  candidate.put("content", write_content("model", parts));
  if (!finish.empty()) candidate.put_text("finishReason", finish);
  candidate.put("index", "0");
  JsonObject response;
  response.put("candidates", "[" + std::move(candidate).done() + "]");
  if (!finish.empty()) response.put("usageMetadata", write_usage(usage));
  if (!model.empty()) response.put_text("modelVersion", model);
  if (!id.empty()) response.put_text("responseId", id);
  return std::move(response).done();
}

void Encoder::encode(const StreamEvent& event, std::string& out) {
  const bool begins = std::holds_alternative<MessageStart>(event);
  const bool free = std::holds_alternative<Ping>(event) || std::holds_alternative<Fault>(event);
  if (!started_ && !begins && !free) start_message({}, out);
  std::visit(Overloaded{
                 [&](const MessageStart& start) { start_message(start, out); },
                 [&](const BlockStart& start) { start_block(start, out); },
                 [&](const TextDelta& delta) {
                   if (delta.text.empty()) return idle(out);
                   write_part(write_text_part(delta.text), out);
                 },
                 [&](const ThinkingDelta& delta) {
                   if (delta.text.empty()) return idle(out);
                   if (asked_.thoughts) write_part(write_thought(delta.text), out);
                 },
                 [&](const Signature&) {},  // only its producer could verify it
                 [&](const ToolDelta& delta) {
                   if (delta.json.empty()) return idle(out);
                   add_input(delta);
                 },
                 [&](const BlockEnd& end) { end_block(end, out); },
                 [&](const Usage& usage) { usage_ = usage.usage; },
                 [&](const Stop& stop) { stop_ = stop; },
                 [&](const MessageEnd&) { end_message(out); },
                 [&](const Fault& failed) { fault(failed.facts, out); },
                 [&](const Ping&) { idle(out); },
                 [&](const Opaque&) {},
             },
             event);
}

void Encoder::resume(const Transcript& shown) {
  started_ = true;
  reason_out_ = shown.reason_out;
  id_ = shown.ids.empty() || shown.ids.back().empty() ? asked_.id : shown.ids.back();
  for (const ShownBlock& block : shown.blocks) {
    if (block.kind != BlockKind::tool_call || block.closed) continue;
    open_.push_back({{block.index, block.kind, block.id, block.name, {}}, block.text});
  }
}

// A stream of events begins with its first words; an array needs its bracket, and with an element
// behind that every later one follows a comma.
void Encoder::start_message(const MessageStart& start, std::string& out) {
  id_ = start.id.empty() ? asked_.id : start.id;
  if (asked_.model.empty()) asked_.model = start.model;
  usage_ = start.usage;
  stop_ = {};
  open_.clear();
  reason_out_ = false;
  const bool again = std::exchange(started_, true);
  if (asked_.sse) return;
  if (again) return idle(out);
  out += "[" + write_response(write_thought(""), {}, {}, asked_.model, id_);
}

void Encoder::start_block(const BlockStart& start, std::string& out) {
  if (start.kind == BlockKind::tool_call) open_.push_back({start, {}});
  // A part of Gemini's own kinds; other dialects' blocks name their type.
  const bool is_part = start.kind == BlockKind::other && value(start.raw, "type").empty();
  if (is_part && start.raw.starts_with('{')) write_part(start.raw, out);
}

void Encoder::add_input(const ToolDelta& delta) {
  for (OpenCall& call : open_) {
    if (call.start.index == delta.index) call.input += delta.json;
  }
}

// An input that is not whole is none that could be run.
void Encoder::end_block(const BlockEnd& end, std::string& out) {
  const auto call = std::find_if(open_.begin(), open_.end(), [&](const OpenCall& open) {
    return open.start.index == end.index;
  });
  if (call == open_.end()) return;
  const std::string part = write_call(call->start, call->input, asked_.names);
  open_.erase(call);
  if (!part.empty()) write_part(part, out);
}

void Encoder::end_message(std::string& out) {
  if (!reason_out_) {
    write_frame(write_response(write_text_part(""), write_stop(stop_), usage_, asked_.model, id_),
                out);
  }
  if (!asked_.sse) out += "]";
}

// Nothing is out yet that would have to be kept alive, and a chunk now could not name the answer.
void Encoder::idle(std::string& out) {
  if (started_) write_part(write_thought(""), out);
}

void Encoder::fault(const FailureFacts& facts, std::string& out) {
  if (started_ || asked_.sse) {
    write_frame(encode_fault(facts), out);
  } else {
    out += "[" + encode_fault(facts);
  }
  if (!asked_.sse) out += "]";
}

void Encoder::write_part(std::string_view part, std::string& out) {
  write_frame(write_response(part, {}, {}, asked_.model, id_), out);
}

// JSON allows line ends between its tokens, an event's data line does not.
void Encoder::write_frame(std::string_view json, std::string& out) {
  out += asked_.sse ? "data: " : ",\n";
  const std::size_t start = out.size();
  out += json;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
      [](char c) { return c == '\n' || c == '\r'; }, ' ');
  if (asked_.sse) out += "\n\n";
}

std::unique_ptr<StreamEncoder> make_encoder(const Request& request) {
  return std::make_unique<Encoder>(request);
}

}  // namespace edgee::gemini

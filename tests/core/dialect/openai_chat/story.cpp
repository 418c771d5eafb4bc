#include "tests/core/dialect/openai_chat/story.h"

#include <utility>

#include "core/dialect/openai_chat/openai_chat.h"

namespace edgee::test {
namespace {

std::string reason_name(const Stop& stop) {
  switch (stop.reason) {
    case StopReason::end_turn:
      return "end_turn";
    case StopReason::max_tokens:
      return "max_tokens";
    case StopReason::stop_sequence:
      return "stop_sequence(" + stop.sequence + ")";
    case StopReason::tool_use:
      return "tool_use";
    case StopReason::refusal:
      return "refusal";
    case StopReason::pause:
      return "pause";
    case StopReason::window_exceeded:
      return "window_exceeded";
    case StopReason::other:
      return "other(" + stop.raw + ")";
  }
  return "";
}

std::string counts(const TokenUsage& usage) {
  return std::to_string(usage.input) + "+" + std::to_string(usage.cache_read) + "+" +
         std::to_string(usage.cache_write) + "/" + std::to_string(usage.output) +
         (usage.reasoning > 0 ? " thought " + std::to_string(usage.reasoning) : "");
}

struct Line {
  std::string operator()(const MessageStart& e) const { return "start " + e.id + " " + e.model; }
  std::string operator()(const BlockStart& e) const {
    const std::string at = "open " + std::to_string(e.index);
    if (e.kind == BlockKind::tool_call) return at + " tool " + e.id + " " + e.name;
    return at + (e.kind == BlockKind::thinking ? " thinking" : " text");
  }
  std::string operator()(const TextDelta& e) const {
    return "text " + std::to_string(e.index) + " " + quote_json(e.text);
  }
  std::string operator()(const ThinkingDelta& e) const {
    return "thinking " + std::to_string(e.index) + " " + quote_json(e.text);
  }
  std::string operator()(const Signature& e) const { return "signature " + e.signature; }
  std::string operator()(const ToolDelta& e) const {
    return "input " + std::to_string(e.index) + " " + e.json;
  }
  std::string operator()(const BlockEnd& e) const { return "close " + std::to_string(e.index); }
  std::string operator()(const Usage& e) const { return "usage " + counts(e.usage); }
  std::string operator()(const Stop& e) const { return "stop " + reason_name(e); }
  std::string operator()(const MessageEnd& /*e*/) const { return "end"; }
  std::string operator()(const Fault& e) const {
    return "fault " + e.facts.code + " " + e.facts.message;
  }
  std::string operator()(const Ping& /*e*/) const { return "ping"; }
  std::string operator()(const Opaque& /*e*/) const { return "opaque"; }
};

// Joins what belongs to one block.
class Story {
 public:
  void take(const StreamEvent& event) {
    if (const auto* open = std::get_if<BlockStart>(&event)) return begin(*open);
    if (const auto* piece = std::get_if<TextDelta>(&event)) return add(piece->index, piece->text);
    if (const auto* piece = std::get_if<ThinkingDelta>(&event))
      return add(piece->index, piece->text);
    if (const auto* piece = std::get_if<ToolDelta>(&event)) return add(piece->index, piece->json);
    if (const auto* close = std::get_if<BlockEnd>(&event)) return end(close->index);
    if (std::holds_alternative<MessageStart>(event) || std::holds_alternative<Ping>(event)) return;
    finish();
    put(std::visit(Line{}, event));
  }
  std::string done() {
    finish();
    return std::move(told_);
  }

 private:
  void put(const std::string& words) { told_ += (told_.empty() ? "" : " | ") + words; }
  void begin(const BlockStart& open) {
    finish();
    index_ = open.index;
    tool_ = open.kind == BlockKind::tool_call;
    head_ = tool_ ? "tool " + open.id + " " + open.name + " "
                  : (open.kind == BlockKind::thinking ? "thinking " : "text ");
    body_.clear();
    open_ = true;
  }
  void add(int index, const std::string& piece) {
    if (!open_ || index != index_) return put("STRAY " + piece);
    body_ += piece;
  }
  void end(int index) {
    if (!open_ || index != index_) return put("STRAY end");
    put(head_ + (tool_ ? body_ : quote_json(body_)));
    open_ = false;
  }
  void finish() {
    if (open_) put(head_ + (tool_ ? body_ : quote_json(body_)) + "...");
    open_ = false;
  }

  std::string told_;
  std::string head_;
  std::string body_;
  int index_ = 0;
  bool tool_ = false;
  bool open_ = false;
};

}  // namespace

std::string story(const std::vector<StreamEvent>& events) {
  Story story;
  for (const StreamEvent& event : events)
    story.take(event);
  return story.done();
}

std::string lines(const std::vector<StreamEvent>& events) {
  std::string all;
  for (const StreamEvent& event : events)
    all += std::visit(Line{}, event) + "\n";
  return all;
}

std::vector<StreamEvent> decode(std::string_view sse) {
  return decode_in_steps(sse, sse.size() + 1);
}

std::vector<StreamEvent> decode_in_steps(std::string_view sse, std::size_t step) {
  const auto decoder = openai_chat_dialect().make_decoder();
  std::vector<StreamEvent> events;
  for (std::size_t at = 0; at < sse.size(); at += step)
    decoder->feed(sse.substr(at, step), events);
  decoder->finish(events);
  return events;
}

Target::Target(std::string_view provider_id, std::string_view model_id)
    : info(find_model(provider_id, model_id)), model(model_id) {
  if (const Provider* row = find_catalog_provider(provider_id)) provider = *row;
}

Json encode(const Conversation& conversation, const Target& target) {
  const Result<std::string> body =
      openai_chat_dialect().encode_request(conversation, target.view());
  return body ? parse_json(*body).value_or(Json()) : Json{{"refused", body.error().message}};
}

Message user(std::vector<Part> parts) {
  return {Role::user, std::move(parts)};
}
Message assistant(std::vector<Part> parts) {
  return {Role::assistant, std::move(parts)};
}
Message system(std::string words) {
  return {Role::system, {text(std::move(words))}};
}
Part text(std::string words) {
  return TextPart{std::move(words)};
}
Part call(std::string id, std::string name, std::string input) {
  return ToolCallPart{std::move(id), std::move(name), std::move(input)};
}
Part result(std::string id, std::string words, bool is_error) {
  return ToolResultPart{std::move(id), {TextPart{std::move(words)}}, is_error};
}
Part image() {
  return ImagePart{"image/png", "iVBOR", ""};
}

}  // namespace edgee::test

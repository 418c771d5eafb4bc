// Stream events as lines of text, for comparisons and golden files.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/model/stream_event.h"

namespace edgee {

inline std::string describe(const TokenUsage& usage) {
  return std::to_string(usage.input) + "/" + std::to_string(usage.cache_read) + "/" +
         std::to_string(usage.cache_write) + "/" + std::to_string(usage.output) +
         (usage.reasoning > 0 ? " thought " + std::to_string(usage.reasoning) : "");
}

// "block 0 text", "text 0 \"Hel\"", "usage 10/0/0/5" (input, cache read, cache write, output)...
inline std::string describe(const StreamEvent& event) {
  const auto line = [](std::string_view word, int index, std::string_view text) {
    return std::string(word) + " " + std::to_string(index) + " " + quote_json(text);
  };
  if (const auto* e = std::get_if<MessageStart>(&event)) {
    return "message " + e->id + " " + e->model + " " + describe(e->usage);
  }
  if (const auto* e = std::get_if<BlockStart>(&event)) {
    constexpr const char* kKinds[] = {"text", "thinking", "redacted_thinking", "tool_call",
                                      "other"};
    std::string text =
        "block " + std::to_string(e->index) + " " + kKinds[static_cast<std::size_t>(e->kind)];
    if (!e->id.empty() || !e->name.empty()) text += " " + e->id + " " + e->name;
    return e->raw.empty() ? text : text + " " + e->raw;
  }
  if (const auto* e = std::get_if<TextDelta>(&event)) return line("text", e->index, e->text);
  if (const auto* e = std::get_if<ThinkingDelta>(&event)) return line("think", e->index, e->text);
  if (const auto* e = std::get_if<Signature>(&event)) return line("sign", e->index, e->signature);
  if (const auto* e = std::get_if<ToolDelta>(&event)) return line("tool", e->index, e->json);
  if (const auto* e = std::get_if<BlockEnd>(&event)) return "end " + std::to_string(e->index);
  if (const auto* e = std::get_if<Usage>(&event)) return "usage " + describe(e->usage);
  if (const auto* e = std::get_if<Stop>(&event)) {
    constexpr const char* kReasons[] = {"end_turn", "max_tokens", "stop_sequence",   "tool_use",
                                        "refusal",  "pause",      "window_exceeded", "other"};
    std::string text = std::string("stop ") + kReasons[static_cast<std::size_t>(e->reason)];
    if (!e->sequence.empty()) text += " " + quote_json(e->sequence);
    return e->raw.empty() ? text : text + " " + e->raw;
  }
  if (std::holds_alternative<MessageEnd>(event)) return "message end";
  if (const auto* e = std::get_if<Fault>(&event)) {
    return "fault " + std::string(to_string(e->facts.kind)) + " " + e->facts.code + " " +
           quote_json(e->facts.message);
  }
  if (const auto* e = std::get_if<Opaque>(&event)) return "opaque " + e->raw;
  return "ping";
}

inline std::string describe(const std::vector<StreamEvent>& events) {
  std::string text;
  for (const StreamEvent& event : events)
    text += describe(event) + "\n";
  return text;
}

}  // namespace edgee

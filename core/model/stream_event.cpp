#include "core/model/stream_event.h"

namespace edgee {

bool is_content(const StreamEvent& event) {
  if (const auto* text = std::get_if<TextDelta>(&event)) return !text->text.empty();
  if (const auto* thinking = std::get_if<ThinkingDelta>(&event)) return !thinking->text.empty();
  if (const auto* signature = std::get_if<Signature>(&event)) return !signature->signature.empty();
  const auto* start = std::get_if<BlockStart>(&event);
  return start != nullptr &&
         (start->kind == BlockKind::tool_call || start->kind == BlockKind::redacted_thinking ||
          start->kind == BlockKind::other);
}

}  // namespace edgee

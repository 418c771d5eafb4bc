#include "core/proxy/resumed_answer.h"

#include <utility>
#include <variant>

namespace edgee {

ResumedAnswer::ResumedAnswer(const Seam& seam, bool keeps_thinking, std::int64_t shown_output)
    : open_text_(seam.open_text),
      to_close_(seam.to_close),
      next_(seam.next_index),
      keeps_thinking_(keeps_thinking),
      shown_output_(shown_output) {
  if (seam.mid_text && !seam.partial.empty()) overlap_.emplace(seam.partial.back());
}

void ResumedAnswer::map(const StreamEvent& event, std::vector<StreamEvent>& out) {
  // Its start was said already, and events of no common form name places of their own.
  if (std::holds_alternative<MessageStart>(event) || std::holds_alternative<Opaque>(event)) return;
  if (const auto* begun = std::get_if<BlockStart>(&event)) return start(*begun, out);
  if (const auto* delta = std::get_if<TextDelta>(&event)) return text(*delta, out);
  if (const auto* ended = std::get_if<BlockEnd>(&event)) return end(*ended, out);
  if (const auto* tool = std::get_if<ToolDelta>(&event)) {
    if (const auto place = place_of(tool->index)) out.emplace_back(ToolDelta{*place, tool->json});
  } else if (const auto* thinking = std::get_if<ThinkingDelta>(&event)) {
    if (const auto place = place_of(thinking->index)) {
      out.emplace_back(ThinkingDelta{*place, thinking->text});
    }
  } else if (const auto* sign = std::get_if<Signature>(&event)) {
    if (const auto place = place_of(sign->index)) {
      out.emplace_back(Signature{*place, sign->signature});
    }
  } else if (const auto* usage = std::get_if<Usage>(&event)) {
    Usage sum = *usage;
    sum.usage.output += shown_output_;
    out.emplace_back(sum);
  } else {
    if (std::holds_alternative<Stop>(event)) close_former(out);
    out.push_back(event);
  }
}

void ResumedAnswer::start(const BlockStart& start, std::vector<StreamEvent>& out) {
  const bool thinks =
      start.kind == BlockKind::thinking || start.kind == BlockKind::redacted_thinking;
  if (thinks && !keeps_thinking_) return;
  if (start.kind == BlockKind::text && open_text_ >= 0) {
    places_[start.index] = std::exchange(open_text_, -1);
    return;
  }
  close_former(out);
  overlap_.reset();
  places_[start.index] = next_;
  BlockStart placed = start;
  placed.index = next_++;
  out.emplace_back(std::move(placed));
}

void ResumedAnswer::text(const TextDelta& text, std::vector<StreamEvent>& out) {
  const auto place = place_of(text.index);
  if (!place) return;
  std::string fresh = overlap_ ? overlap_->feed(text.text) : text.text;
  if (!fresh.empty()) out.emplace_back(TextDelta{*place, std::move(fresh)});
}

void ResumedAnswer::end(const BlockEnd& end, std::vector<StreamEvent>& out) {
  const auto place = place_of(end.index);
  if (!place) return;
  if (overlap_) {
    std::string rest = overlap_->flush();
    if (!rest.empty()) out.emplace_back(TextDelta{*place, std::move(rest)});
    overlap_.reset();
  }
  out.emplace_back(BlockEnd{*place});
}

// The block that was open when the other answer stopped, if nothing went on in it.
void ResumedAnswer::close_former(std::vector<StreamEvent>& out) {
  if (open_text_ >= 0) to_close_ = std::exchange(open_text_, -1);
  if (to_close_ >= 0) out.emplace_back(BlockEnd{std::exchange(to_close_, -1)});
}

std::optional<int> ResumedAnswer::place_of(int index) const {
  const auto found = places_.find(index);
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace edgee

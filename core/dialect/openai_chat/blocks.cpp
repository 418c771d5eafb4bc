#include "core/dialect/openai_chat/blocks.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"

namespace edgee::openai_chat {

void JsonProgress::feed(std::string_view piece) {
  for (const char c : piece) {
    if (escaped_) {
      escaped_ = false;
    } else if (in_string_) {
      escaped_ = c == '\\';
      if (c == '"') in_string_ = false;
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
      began_ = true;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
  }
}

void Blocks::text(std::string_view piece, std::vector<StreamEvent>& out) {
  plain(BlockKind::text, piece, out);
}

void Blocks::thinking(std::string_view piece, std::vector<StreamEvent>& out) {
  plain(BlockKind::thinking, piece, out);
}

void Blocks::plain(BlockKind kind, std::string_view piece, std::vector<StreamEvent>& out) {
  if (piece.empty()) return;
  pump(out);
  if (call_open_ && current_ + 1 == calls_.size() && calls_[current_].progress.complete()) {
    end_call(out);
  }
  if (call_open_ || current_ < calls_.size()) {
    if (held_.empty() || held_.back().kind != kind) held_.push_back({kind, {}});
    held_.back().text += piece;
    return;
  }
  send_plain(kind, piece, out);
}

void Blocks::send_plain(BlockKind kind, std::string_view piece, std::vector<StreamEvent>& out) {
  std::string text(piece);
  if (!plain_open_ || kind_ != kind) {
    text.insert(0, std::exchange(blank_, {}));
    if (trim(text).empty()) {
      blank_ = std::move(text);
      return;
    }
    end_block(out);
    plain_open_ = true;
    kind_ = kind;
    out.emplace_back(BlockStart{++index_, kind, {}, {}, {}});
  }
  if (kind == BlockKind::thinking) {
    out.emplace_back(ThinkingDelta{index_, std::move(text)});
  } else {
    out.emplace_back(TextDelta{index_, std::move(text)});
  }
}

void Blocks::end_block(std::vector<StreamEvent>& out) {
  if (plain_open_) out.emplace_back(BlockEnd{index_});
  plain_open_ = false;
}

void Blocks::call_names(std::size_t call, std::string_view id, std::string_view name) {
  if (call >= calls_.size()) calls_.resize(call + 1);
  if (calls_[call].id.empty()) calls_[call].id = id;
  if (calls_[call].name.empty()) calls_[call].name = name;
}

void Blocks::call_input(std::size_t call, std::string_view piece) {
  if (call >= calls_.size()) calls_.resize(call + 1);
  calls_[call].unsent += piece;
  calls_[call].progress.feed(piece);
}

bool Blocks::is_next_call(std::size_t call, std::string_view name) const {
  if (name.empty() || call >= calls_.size()) return false;
  return calls_[call].progress.complete() || calls_[call].name != name;
}

// A block of its own for each call: the next one opens when this one's input is whole.
void Blocks::pump(std::vector<StreamEvent>& out) {
  while (current_ < calls_.size()) {
    if (!call_open_ && calls_[current_].name.empty()) return;
    if (!call_open_) start_call(out);
    send_input(out);
    const bool more = current_ + 1 < calls_.size();
    if (!more || !calls_[current_].progress.complete()) return;
    end_call(out);
  }
}

void Blocks::start_call(std::vector<StreamEvent>& out) {
  end_block(out);
  blank_.clear();
  call_open_ = true;
  const Call& call = calls_[current_];
  out.emplace_back(BlockStart{++index_, BlockKind::tool_call, call.id, call.name, {}});
}

void Blocks::send_input(std::vector<StreamEvent>& out) {
  Call& call = calls_[current_];
  if (call.unsent.empty()) return;
  call.any_input = true;
  out.emplace_back(ToolDelta{index_, std::exchange(call.unsent, {})});
}

void Blocks::end_call(std::vector<StreamEvent>& out) {
  if (!calls_[current_].any_input) out.emplace_back(ToolDelta{index_, "{}"});
  out.emplace_back(BlockEnd{index_});
  call_open_ = false;
  ++current_;
}

void Blocks::close_all(std::vector<StreamEvent>& out) {
  while (current_ < calls_.size()) {
    if (!call_open_ && calls_[current_].name.empty()) {
      ++current_;  // nobody could run it
      continue;
    }
    if (!call_open_) start_call(out);
    send_input(out);
    end_call(out);
  }
  for (const Held& held : std::exchange(held_, {})) {
    if (!trim(held.text).empty()) send_plain(held.kind, held.text, out);
  }
  end_block(out);
}

std::size_t Blocks::waiting() const {
  std::size_t size = 0;
  for (const Call& call : calls_)
    size += call.unsent.size();
  for (const Held& held : held_)
    size += held.text.size();
  return size;
}

}  // namespace edgee::openai_chat

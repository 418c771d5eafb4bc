#include "core/dialect/openai_chat/think_tags.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace edgee::openai_chat {
namespace {

constexpr std::string_view kOpen = "<think>";
constexpr std::string_view kClose = "</think>";
constexpr std::string_view kBlank = " \t\r\n";

// How many characters at the end of `text` may be the beginning of `tag`.
std::size_t possible_tag(std::string_view text, std::string_view tag) {
  for (std::size_t n = std::min(text.size(), tag.size() - 1); n > 0; --n) {
    if (text.ends_with(tag.substr(0, n))) return n;
  }
  return 0;
}

}  // namespace

ThinkTags::Split ThinkTags::feed(std::string_view piece) {
  Split split;
  held_ += piece;
  for (bool moved = true; moved;) {
    const State before = state_;
    step(split);
    moved = state_ != before;
  }
  return split;
}

// Moves what is certain out of held_, at most to the next state.
void ThinkTags::step(Split& split) {
  const std::size_t first = std::min(held_.find_first_not_of(kBlank), held_.size());
  const std::string_view rest = std::string_view(held_).substr(first);
  switch (state_) {
    case State::before:
      if (rest.starts_with(kOpen)) {
        held_.erase(0, first + kOpen.size());
        state_ = State::inside;
      } else if (!kOpen.starts_with(rest)) {
        state_ = State::after;
      }
      return;
    case State::inside: {
      const std::size_t close = held_.find(kClose);
      const bool closed = close != std::string::npos;
      const std::size_t sure = closed ? close : held_.size() - possible_tag(held_, kClose);
      split.thinking += held_.substr(0, sure);
      held_.erase(0, closed ? sure + kClose.size() : sure);
      if (closed) state_ = State::gap;
      return;
    }
    case State::gap:
      held_.erase(0, first);
      if (!held_.empty()) state_ = State::after;
      return;
    case State::after:
      split.text += std::exchange(held_, {});
      return;
  }
}

ThinkTags::Split ThinkTags::finish() {
  Split split;
  (state_ == State::inside ? split.thinking : split.text) = std::exchange(held_, {});
  return split;
}

}  // namespace edgee::openai_chat

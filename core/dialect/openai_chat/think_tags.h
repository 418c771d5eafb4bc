// Takes "<think>...</think>" out of the beginning of an answer's text. The tags may be split
// between pieces. Later tags are the model's own words. For one answer and one thread.
#pragma once

#include <string>
#include <string_view>

namespace edgee::openai_chat {

class ThinkTags {
 public:
  struct Split {
    std::string thinking;
    std::string text;
  };
  [[nodiscard]] Split feed(std::string_view piece);
  // What was held back in case a tag would follow.
  [[nodiscard]] Split finish();

 private:
  enum class State { before, inside, gap, after };
  void step(Split& split);

  State state_ = State::before;
  std::string held_;
};

}  // namespace edgee::openai_chat

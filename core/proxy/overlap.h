// A model that was asked to go on tends to say its last words again. Takes what it repeats of the
// text before off the beginning of what it adds. One answer, one thread.
#pragma once

#include <string>
#include <string_view>

namespace edgee {

class Overlap {
 public:
  // `shown` is the text so far.
  explicit Overlap(std::string_view shown);

  // What of the new text may be shown now; the rest waits until it is known to be new.
  std::string feed(std::string_view text);
  // Nothing more comes: what still waits.
  std::string flush();

 private:
  [[nodiscard]] bool may_be_repeat() const;
  std::string settle();

  std::string tail_;  // of the text so far
  std::string wait_;
  bool settled_ = false;
};

}  // namespace edgee

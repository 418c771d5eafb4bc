// Notices a model that has begun to say the same over and over. One answer, one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace edgee {

class Repetition {
 public:
  // True once the last words, 800 characters at least, are ten or more repeats of the same.
  [[nodiscard]] bool feed(std::string_view text);

 private:
  std::string tail_;
  std::size_t unread_ = 0;
};

}  // namespace edgee

// Bytes on their way to the agent, gathered while one chunk is looked through. What follows on in
// memory is not copied. One thread.
#pragma once

#include <string>
#include <string_view>

namespace edgee {

class Passing {
 public:
  void clear() {
    view_ = {};
    own_.clear();
  }
  // `bytes` stay where they are until view() was used.
  void add(std::string_view bytes) {
    if (own_.empty() && view_.empty()) {
      view_ = bytes;
    } else if (own_.empty() && view_.data() + view_.size() == bytes.data()) {
      view_ = {view_.data(), view_.size() + bytes.size()};
    } else {
      copy(bytes);
    }
  }
  void copy(std::string_view bytes) {
    if (own_.empty()) own_.assign(view_);
    own_.append(bytes);
  }
  // Valid until the next call of another member.
  [[nodiscard]] std::string_view view() const {
    return own_.empty() ? view_ : std::string_view(own_);
  }

 private:
  std::string_view view_;
  std::string own_;
};

}  // namespace edgee

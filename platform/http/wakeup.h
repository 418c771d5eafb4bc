// Ends waits in other threads: once raised, its descriptor stays readable for good. Shared by all.
#pragma once

#include <atomic>

#include "platform/http/unique_fd.h"

namespace edgee {

class Wakeup {
 public:
  Wakeup();

  void raise() noexcept;
  [[nodiscard]] bool raised() const { return raised_.load(); }
  [[nodiscard]] int fd() const { return read_end_.get(); }

 private:
  UniqueFd read_end_;
  UniqueFd write_end_;
  std::atomic<bool> raised_{false};
};

}  // namespace edgee

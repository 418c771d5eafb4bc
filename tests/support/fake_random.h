// Chance that a test decides: `next` is given out in order (wrapped into the bound), then 0.
#pragma once

#include <deque>
#include <mutex>

#include "core/ports/random.h"

namespace edgee {

class FakeRandom : public Random {
 public:
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) override {
    const std::lock_guard lock(mutex_);
    if (bound == 0 || next.empty()) return 0;
    const std::uint64_t value = next.front() % bound;
    next.pop_front();
    return value;
  }
  // "T1AAAA...", "T2AAAA...": each another one.
  [[nodiscard]] std::string token(std::size_t length) override {
    const std::lock_guard lock(mutex_);
    std::string text = "T" + std::to_string(++tokens_);
    text.resize(length, 'A');
    return text;
  }

  std::deque<std::uint64_t> next;

 private:
  std::mutex mutex_;
  int tokens_ = 0;
};

}  // namespace edgee

// Chance that a seed repeats everywhere: no two standard libraries agree on distributions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace edgee {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // splitmix64
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
  }
  // 0 .. n-1; 0 when n is 0.
  std::size_t below(std::size_t n) { return n == 0 ? 0 : next() % n; }
  std::size_t between(std::size_t least, std::size_t most) {
    return least + below(most - least + 1);
  }
  // True `times` in `of`.
  bool chance(std::size_t times, std::size_t of) { return below(of) < times; }
  template <class T>
  const T& pick(const std::vector<T>& of) {
    return of[below(of.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace edgee

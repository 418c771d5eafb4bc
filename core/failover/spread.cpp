#include "core/failover/spread.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace edgee {
namespace {

// FNV-1a; the same in every build, since sessions outlive processes. 0 ends a word.
std::uint64_t hash_word(std::uint64_t hash, std::string_view word) {
  constexpr std::uint64_t kPrime = 1'099'511'628'211U;
  for (const char c : word)
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash * kPrime;
}

// FNV's last bits are weak; this is splitmix64's finish.
std::uint64_t mixed(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9U;
  hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebU;
  return hash ^ (hash >> 31U);
}

// The member with the highest score is asked first: weight / -ln(u) for u uniform in (0, 1).
double score_of(const Step& step, std::string_view session) {
  constexpr std::uint64_t kOffset = 14'695'981'039'346'656'037U;
  constexpr double kBits = 9'007'199'254'740'992.0;  // 2^53
  const std::uint64_t hash = mixed(hash_word(
      hash_word(hash_word(kOffset, session), step.target.name()), step.target.credential));
  const double uniform = (static_cast<double>(hash >> 11U) + 0.5) / kBits;
  return static_cast<double>(step.weight) / -std::log(uniform);
}

struct Drawn {
  std::size_t index = 0;
  bool rests = false;
  double score = 0;
};

}  // namespace

std::vector<std::size_t> order_for_session(const Chain& chain, std::string_view session,
                                           const std::function<bool(const Step&)>& rests) {
  const std::vector<Step>& steps = chain.steps;
  std::vector<std::size_t> order(steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t begin = 0; begin < steps.size();) {
    std::size_t end = begin + 1;
    while (steps[begin].group != 0 && end < steps.size() && steps[end].group == steps[begin].group)
      ++end;
    std::vector<Drawn> drawn;
    for (std::size_t i = begin; i < end; ++i)
      drawn.push_back({i, rests && rests(steps[i]), score_of(steps[i], session)});
    std::stable_sort(drawn.begin(), drawn.end(), [](const Drawn& a, const Drawn& b) {
      return a.rests != b.rests ? b.rests : a.score > b.score;
    });
    for (std::size_t i = begin; i < end; ++i)
      order[i] = drawn[i - begin].index;
    begin = end;
  }
  return order;
}

}  // namespace edgee

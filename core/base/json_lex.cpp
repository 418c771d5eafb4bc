#include "core/base/json_lex.h"

#ifdef __SSE2__
#include <bit>
#include <cstdint>
#include <cstring>

#include <emmintrin.h>
#endif

namespace edgee::json_lex {
namespace {

// Source code in JSON has an escape every few dozen bytes, so that a search that starts anew at
// each of them (memchr) takes longer than all the rest of a walk. So whole blocks are turned into
// bits.
#ifdef __SSE2__

constexpr std::size_t kBlock = 64;

// One bit per byte of a block, from the lowest up.
struct BlockBits {
  std::uint64_t quotes = 0;
  std::uint64_t slashes = 0;
};

std::uint64_t equal_bits(__m128i bytes, char wanted) {
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
}

BlockBits read_lane(const char* at) {
  __m128i bytes;
  std::memcpy(&bytes, at, sizeof(bytes));
  return {equal_bits(bytes, '"'), equal_bits(bytes, '\\')};
}

BlockBits read_block(const char* at) {
  BlockBits bits;
  for (unsigned lane = 0; lane < kBlock; lane += sizeof(__m128i)) {
    const BlockBits part = read_lane(at + lane);
    bits.quotes |= part.quotes << lane;
    bits.slashes |= part.slashes << lane;
  }
  return bits;
}

// Which bytes a backslash before them escapes: those at an odd distance from the start of its run.
// Adding a run's first bit to the run carries out behind its end (Langdale and Lemire, "Parsing
// Gigabytes of JSON per Second", 3.1.1). `carry`: the first byte is escaped by the block before.
std::uint64_t escaped_bits(std::uint64_t slashes, std::uint64_t& carry) {
  constexpr std::uint64_t kEven = 0x5555555555555555;
  slashes &= ~carry;
  const std::uint64_t followers = (slashes << 1U) | carry;
  const std::uint64_t odd_starts = slashes & ~kEven & ~followers;
  const std::uint64_t sum = odd_starts + slashes;
  carry = sum < slashes ? 1 : 0;
  return (kEven ^ (sum << 1U)) & followers;
}

// Looks through whole blocks from `at` on, inside a string. True: `at` is its closing quote.
// False: `at` is where the next byte of the string has to be looked at.
bool find_quote(std::string_view text, std::size_t& at) {
  std::uint64_t carry = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    const BlockBits bits = read_block(text.data() + at);
    const std::uint64_t ends = bits.quotes & ~escaped_bits(bits.slashes, carry);
    if (ends == 0) continue;
    at += static_cast<std::size_t>(std::countr_zero(ends));
    return true;
  }
  at += carry;
  return false;
}

// Most strings are short words without an escape.
bool find_near_quote(std::string_view text, std::size_t& at) {
  if (at + sizeof(__m128i) > text.size()) return false;
  const BlockBits bits = read_lane(text.data() + at);
  if (bits.quotes == 0 || bits.slashes != 0) return false;
  at += static_cast<std::size_t>(std::countr_zero(bits.quotes));
  return true;
}

#endif

// `at` is an opening bracket; the result is just past its partner.
std::size_t skip_nested(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      if (at == kBroken) return kBroken;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at + 1;
    ++at;
  }
  return kBroken;
}

}  // namespace

std::size_t skip_string(std::string_view text, std::size_t at) {
  ++at;
#ifdef __SSE2__
  if (find_near_quote(text, at) || find_quote(text, at)) return at + 1;
#endif
  for (; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return kBroken;
}

std::size_t skip_value(std::string_view text, std::size_t at) {
  if (at >= text.size()) return kBroken;
  if (text[at] == '"') return skip_string(text, at);
  if (text[at] == '{' || text[at] == '[') return skip_nested(text, at);
  const std::size_t start = at;
  while (at < text.size() && !is_blank(text[at]) && text[at] != ',' && text[at] != '}' &&
         text[at] != ']') {
    ++at;
  }
  return at == start ? kBroken : at;
}

}  // namespace edgee::json_lex

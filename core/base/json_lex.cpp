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
// bits, and only a quote makes it look for backslashes.
#ifdef __SSE2__

constexpr std::size_t kBlock = 64;

std::uint64_t equal_bits(const char* at, char wanted) {
  __m128i bytes;
  std::memcpy(&bytes, at, sizeof(bytes));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
}

// One bit per byte of a block, from the lowest up.
std::uint64_t quotes_in_block(const char* at) {
  return equal_bits(at, '"') | equal_bits(at + 16, '"') << 16U | equal_bits(at + 32, '"') << 32U |
         equal_bits(at + 48, '"') << 48U;
}

// Behind an odd number of backslashes. Runs of them do not overlap, so all calls together are
// linear.
bool is_escaped(std::string_view text, std::size_t begin, std::size_t at) {
  std::size_t run = at;
  while (run > begin && text[run - 1] == '\\')
    --run;
  return (at - run) % 2 != 0;
}

// Looks through whole blocks from `at`, the string's first byte, on. True: `at` is its closing
// quote. False: `at` is where the next byte of the string has to be looked at.
bool find_quote(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  for (; at + kBlock <= text.size(); at += kBlock) {
    for (std::uint64_t quotes = quotes_in_block(text.data() + at); quotes != 0;
         quotes &= quotes - 1) {
      const std::size_t quote = at + static_cast<std::size_t>(std::countr_zero(quotes));
      if (is_escaped(text, begin, quote)) continue;
      at = quote;
      return true;
    }
  }
  if (is_escaped(text, begin, at)) ++at;
  return false;
}

// Most strings are short words without an escape.
bool find_near_quote(std::string_view text, std::size_t& at) {
  if (at + sizeof(__m128i) > text.size()) return false;
  const std::uint64_t quotes = equal_bits(text.data() + at, '"');
  if (quotes == 0) return false;
  const std::size_t quote = at + static_cast<std::size_t>(std::countr_zero(quotes));
  if (is_escaped(text, at, quote)) return false;
  at = quote;
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

// Finds values in JSON text without parsing it: a walk over the top level of one object or array
// that skips nested values. Views point into the scanned text. Pure; safe from any thread.
//
// It checks only what it needs in order not to be misled (strings, escapes, nesting); text that is
// broken elsewhere may scan well. 85 KB take about 15 us.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace edgee {

// A value in the text: [begin, end) without surrounding blanks. `key` is raw (escapes kept) and
// empty for array elements. `member_begin` is where the key's quote stands (objects) or == begin.
struct JsonSpan {
  static constexpr std::uint32_t kNoNode = 0xFFFFFFFF;
  std::string_view key;
  std::size_t member_begin = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t node = kNoNode;  // its place in the JsonDoc that gave it

  [[nodiscard]] std::string_view in(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
};

// The same walk one member at a time, without a vector: for hot paths.
class JsonWalk {
 public:
  explicit JsonWalk(std::string_view text, std::size_t offset = 0);
  // The next member or element; false behind the last one and where the text is broken.
  [[nodiscard]] bool next(JsonSpan& span);
  // After next() said false: the closing bracket was reached.
  [[nodiscard]] bool whole() const { return whole_; }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t at_ = 0;
  char close_ = 0;  // 0: nothing more to read
  bool first_ = true;
  bool whole_ = false;
};

// The members of the object (or elements of the array) that `text` is. nullopt when `text` is
// neither or is cut short. Offsets count from the start of `text` plus `offset`.
[[nodiscard]] std::optional<std::vector<JsonSpan>> scan_json(std::string_view text,
                                                             std::size_t offset = 0);

// The last member of that key at depth one (JSON's rule for duplicates), or nullptr.
[[nodiscard]] const JsonSpan* find_member(const std::vector<JsonSpan>& members,
                                          std::string_view key);

// One member's value text by path, e.g. {"delta","text"}; empty view when it is not there.
[[nodiscard]] std::string_view json_at(std::string_view object, std::string_view key);

// The text of a JSON string literal, unescaped; "" when it is no string. Lone surrogates become
// U+FFFD.
[[nodiscard]] std::string json_text(std::string_view literal);

// Nesting deeper than this is refused: a stack is finite, and no provider sends it.
inline constexpr int kMaxJsonDepth = 200;

// The deepest nesting of brackets outside strings.
[[nodiscard]] int json_depth(std::string_view text);

}  // namespace edgee

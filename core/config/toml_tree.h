// A TOML text as plain values that know their place. The only file pair that sees toml++. Values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace edgee {

// Both from 1; columns count characters, as editors do.
struct Place {
  int line = 1;
  int column = 1;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes what the compiler writes for ours
  friend auto operator<=>(const Place&, const Place&) = default;
};

enum class TomlKind { string, integer, real, boolean, date, array, table };
// "a string", "a whole number"...
[[nodiscard]] std::string_view describe(TomlKind kind);

struct TomlMember;

struct TomlValue {
  TomlKind kind = TomlKind::table;
  Place place;  // of a table with a header: its "["
  std::string text;
  std::int64_t integer = 0;
  double real = 0;  // also set for integers
  bool boolean = false;
  std::vector<TomlValue> items;
  std::vector<TomlMember> members;  // in the order of the file
  bool braces = false;              // a table written as { ... }

  // nullptr when this is no table or has no such key.
  [[nodiscard]] const TomlMember* find(std::string_view key) const;
  // A list written as [[...]] blocks.
  [[nodiscard]] bool is_block_list() const;
};

struct TomlMember {
  std::string key;
  Place place;
  TomlValue value;
};

struct TomlError {
  Place place;
  std::string message;
};

[[nodiscard]] tl::expected<TomlValue, TomlError> parse_toml(std::string_view text);

// The byte offset of a place in `text`; text.size() when it lies beyond the end.
[[nodiscard]] std::size_t offset_of(std::string_view text, Place place);

}  // namespace edgee

// Reads one TOML table: each key asked for is a known one; what is left over at finish() is an
// error. A wrong type is an error at its place and reads as missing. Borrowing; lives in a
// function.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/config/problems.h"
#include "core/config/toml_tree.h"
#include "core/model/time.h"

namespace edgee {

class TableReader {
 public:
  // `what` completes "unknown key "x" in ...": "a step". Both references outlive the reader.
  TableReader(const TomlValue& table, std::string what, Problems& problems)
      : table_(table), what_(std::move(what)), problems_(problems) {}

  const TomlMember* find(std::string_view key);
  std::optional<std::string> text(std::string_view key);
  std::optional<bool> flag(std::string_view key);
  std::optional<std::int64_t> whole(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<double> number(std::string_view key, double least);
  std::optional<Duration> duration(std::string_view key, bool may_be_zero);
  // One of `words`; gives its index.
  std::optional<std::size_t> one_of(std::string_view key, const std::vector<std::string>& words);
  // A list of non-empty strings.
  std::optional<std::vector<std::string>> texts(std::string_view key);
  const TomlValue* table(std::string_view key);
  const TomlValue* list(std::string_view key);

  void finish();

 private:
  const TomlMember* find_kind(std::string_view key, TomlKind kind, std::string_view expected);
  void wrong(const TomlMember& member, std::string_view expected);

  const TomlValue& table_;
  std::string what_;
  Problems& problems_;
  std::vector<std::string> known_;
};

// "must be ..., not a string" at the value's place.
void add_wrong_kind(Problems& problems, std::string_view name, const TomlValue& value,
                    std::string_view expected);

template <class T, class U>
void set_if(T& target, const std::optional<U>& value) {
  if (value) target = *value;
}

}  // namespace edgee

#include "core/config/table_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/config/words.h"

namespace edgee {

void add_wrong_kind(Problems& problems, std::string_view name, const TomlValue& value,
                    std::string_view expected) {
  problems.add(value.place, in_quotes(name) + " must be " + std::string(expected) + ", not " +
                                std::string(describe(value.kind)));
}

void TableReader::wrong(const TomlMember& member, std::string_view expected) {
  problems_.add(member.value.place, in_quotes(member.key) + " must be " + std::string(expected));
}

const TomlMember* TableReader::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  return table_.find(key);
}

const TomlMember* TableReader::find_kind(std::string_view key, TomlKind kind,
                                         std::string_view expected) {
  const TomlMember* const member = find(key);
  if (member == nullptr || member->value.kind == kind) return member;
  add_wrong_kind(problems_, key, member->value, expected);
  return nullptr;
}

std::optional<std::string> TableReader::text(std::string_view key) {
  const TomlMember* const member = find_kind(key, TomlKind::string, "a string");
  if (member == nullptr) return std::nullopt;
  return member->value.text;
}

std::optional<bool> TableReader::flag(std::string_view key) {
  const TomlMember* const member = find_kind(key, TomlKind::boolean, "true or false");
  if (member == nullptr) return std::nullopt;
  return member->value.boolean;
}

std::optional<std::int64_t> TableReader::whole(std::string_view key, std::int64_t least,
                                               std::int64_t most) {
  const bool bounded = most != std::numeric_limits<std::int64_t>::max();
  const std::string expected =
      "a whole number " + (bounded ? "from " + std::to_string(least) + " to " + std::to_string(most)
                                   : "of at least " + std::to_string(least));
  const TomlMember* const member = find_kind(key, TomlKind::integer, expected);
  if (member == nullptr) return std::nullopt;
  if (member->value.integer < least || member->value.integer > most) {
    wrong(*member, expected);
    return std::nullopt;
  }
  return member->value.integer;
}

std::optional<double> TableReader::number(std::string_view key, double least) {
  const TomlMember* const member = find(key);
  if (member == nullptr) return std::nullopt;
  const TomlValue& value = member->value;
  if (value.kind != TomlKind::integer && value.kind != TomlKind::real) {
    add_wrong_kind(problems_, key, value, "a number");
    return std::nullopt;
  }
  if (!std::isfinite(value.real) || value.real < least) {
    wrong(*member, "a number of at least 0");
    return std::nullopt;
  }
  return value.real;
}

std::optional<Duration> TableReader::duration(std::string_view key, bool may_be_zero) {
  const TomlMember* const member = find_kind(key, TomlKind::string, kDurationShape);
  if (member == nullptr) return std::nullopt;
  const std::optional<Duration> duration = parse_duration(member->value.text);
  if (!duration) {
    wrong(*member, kDurationShape);
    return std::nullopt;
  }
  if (!may_be_zero && duration->count() == 0) {
    wrong(*member, "longer than zero");
    return std::nullopt;
  }
  return duration;
}

std::optional<std::size_t> TableReader::one_of(std::string_view key,
                                               const std::vector<std::string>& words) {
  const TomlMember* const member = find_kind(key, TomlKind::string, "a string");
  if (member == nullptr) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), member->value.text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  problems_.add(member->value.place,
                "unknown " + std::string(key) + " " + in_quotes(member->value.text),
                suggest(member->value.text, words));
  return std::nullopt;
}

std::optional<std::vector<std::string>> TableReader::texts(std::string_view key) {
  const TomlMember* const member = find_kind(key, TomlKind::array, "a list of strings");
  if (member == nullptr) return std::nullopt;
  std::vector<std::string> out;
  for (const TomlValue& item : member->value.items) {
    if (item.kind != TomlKind::string) {
      add_wrong_kind(problems_, key, item, "a list of strings");
      return std::nullopt;
    }
    if (item.text.empty()) {
      problems_.add(item.place, in_quotes(key) + " must hold no empty string");
      return std::nullopt;
    }
    out.push_back(item.text);
  }
  return out;
}

const TomlValue* TableReader::table(std::string_view key) {
  const TomlMember* const member = find_kind(key, TomlKind::table, "a table");
  return member == nullptr ? nullptr : &member->value;
}

const TomlValue* TableReader::list(std::string_view key) {
  const TomlMember* const member = find_kind(key, TomlKind::array, "a list");
  return member == nullptr ? nullptr : &member->value;
}

void TableReader::finish() {
  for (const TomlMember& member : table_.members) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    problems_.add(member.place, "unknown key " + in_quotes(member.key) + " in " + what_,
                  suggest(member.key, known_));
  }
}

}  // namespace edgee

// Edits of a text by position: what stands between them stays byte for byte. A value, for one
// thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_scan.h"

namespace edgee {

class Edits {
 public:
  void replace(std::size_t begin, std::size_t end, std::string with);
  void insert(std::size_t at, std::string text) { replace(at, at, std::move(text)); }
  // Takes members or elements out of their object or array together with the right comma.
  // `all` is what scan_json gave; `doomed` are indexes into it, ascending.
  void remove_members(const std::vector<JsonSpan>& all, const std::vector<std::size_t>& doomed);

  [[nodiscard]] bool empty() const { return edits_.empty(); }
  // Edits may be added in any order but must not overlap; an edit inside a removed range is lost,
  // an insertion at its start is not.
  [[nodiscard]] std::string apply(std::string_view text) const;

 private:
  struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string with;
  };
  std::vector<Edit> edits_;
};

}  // namespace edgee

// Names of functions and ids of calls between Gemini, which takes nearly any, and a conversation,
// where both hold [A-Za-z0-9_-] only and names at most 64 of them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json_doc.h"

namespace edgee::gemini {

// The functions that a request declares ("files.read" is files_read in a conversation).
class ToolNames {
 public:
  explicit ToolNames(const JsonDoc& request);
  [[nodiscard]] std::string plain(std::string_view own) const;
  // The way back; a name that stands for no other is itself.
  [[nodiscard]] std::string own(std::string_view plain) const;

 private:
  [[nodiscard]] bool is_taken(std::string_view plain) const;

  std::vector<std::pair<std::string, std::string>> names_;  // own, plain
};

// An id as any dialect may keep it; one that may stays as it is.
[[nodiscard]] std::string plain_id(std::string_view id);
// For a call that came without any. `seed` must differ from call to call.
[[nodiscard]] std::string invented_id(std::string_view seed);

}  // namespace edgee::gemini

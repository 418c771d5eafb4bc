// The parts of the splice for Messages targets. Each adds its edits to one Splice. For one request
// and one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/dialect/anthropic/capabilities.h"
#include "core/model/agent_profile.h"
#include "core/model/headers.h"
#include "core/model/request.h"

namespace edgee::anthropic {

// A request under edit. The document outlives it.
struct Splice {
  const JsonDoc& doc;
  std::string_view raw;
  std::vector<JsonSpan> members;
  Capabilities able;
  Edits edits;
  std::vector<std::size_t> doomed;  // indexes of top-level members that go
  std::int64_t max_tokens = 0;      // as it will be sent; known after splice_fields

  [[nodiscard]] const JsonSpan* find(std::string_view key) const {
    return find_member(members, key);
  }
  // "" when the request has no such field, or has it no more.
  [[nodiscard]] std::string_view value(std::string_view key) const;
  void replace(std::string_view key, const std::string& text);
  void drop(std::string_view key);
  [[nodiscard]] bool is_dropped(std::string_view key) const;
};

// Takes instructions in the middle of the conversation into the user turns beside them.
struct SystemMerge {
  Edits edits;  // empty: there are none
  // User turns are joined: their blocks stand elsewhere then, so other edits need a new walk.
  bool moves_blocks = false;
};
[[nodiscard]] SystemMerge merge_system_messages(const JsonDoc& doc);

void splice_fields(Splice& splice, std::int64_t estimated_input_tokens);
void splice_system(Splice& splice);
// An error when the request is about a tool that only Anthropic runs.
[[nodiscard]] Result<void> splice_tools(Splice& splice);
void splice_thinking(Splice& splice, std::string_view asked_model, std::string_view model);
void splice_history(Splice& splice);

[[nodiscard]] HeaderList splice_headers(const Request& request, const Capabilities& able);

// The text of a string member of an object; "" when there is none.
[[nodiscard]] inline std::string text_at(std::string_view object, std::string_view key) {
  return json_text(json_at(object, key));
}
[[nodiscard]] inline std::string text_at(const JsonDoc& doc, const JsonSpan& object,
                                         std::string_view key) {
  return json_text(doc.value(object, key));
}

}  // namespace edgee::anthropic

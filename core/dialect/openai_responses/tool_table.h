// The tools of a request under the names that other dialects know: flat, unique, [A-Za-z0-9_-].
// The way back is for the encoder of the answer. A value; views of the request are not kept.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/openai_responses/call_forms.h"
#include "core/model/conversation.h"

namespace edgee::openai_responses {

struct ToolEntry {
  CallKind kind = CallKind::function;
  std::string name;   // as the agent knows it
  std::string space;  // its namespace; "" = none
  ToolSpec spec;      // spec.name is the flat name
};

class ToolTable {
 public:
  // Takes `tools`, and what stands in the input: additional_tools items and what a tool search
  // found. Server tools are in it too, with spec.server_type.
  explicit ToolTable(std::string_view request);

  [[nodiscard]] const std::vector<ToolEntry>& entries() const { return entries_; }
  // nullptr: no tool of the request has that flat name.
  [[nodiscard]] const ToolEntry* find(std::string_view flat) const;
  // Of a call in the history; its tool may be gone.
  [[nodiscard]] std::string flat_name(std::string_view space, std::string_view name) const;

 private:
  void add_list(std::string_view tools, std::string_view space);
  void add(std::string_view tool, std::string_view space);
  [[nodiscard]] std::string unique(std::string name) const;

  std::vector<ToolEntry> entries_;
};

// The name before it is made unique. The namespace "functions" is the one without a name.
[[nodiscard]] std::string joined_tool_name(std::string_view space, std::string_view name);

}  // namespace edgee::openai_responses

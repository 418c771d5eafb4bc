// Same dialect, other target: the agent's own bytes with the edits that the target needs. Nothing
// is parsed and dumped. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_responses {

// What belongs to the account or the model before (ids, cache keys, tiers, credentials, what tells
// who the agent is) never passes; encrypted reasoning does where it may be understood. An error
// says why the target cannot take the request: bytes that come back pass as they are, so tools
// cannot be renamed.
[[nodiscard]] Result<Spliced> splice_request(const Request& request, const JsonDoc& body,
                                             const EncodeTarget& target, const AgentProfile& agent);

// A request under edit. The document outlives it.
struct Splice {
  const JsonDoc& doc;
  const EncodeTarget& target;
  std::vector<JsonSpan> members;
  Edits edits = {};
  std::vector<std::size_t> doomed = {};  // indexes of top-level members that go

  [[nodiscard]] const ResponsesQuirks& quirks() const { return target.provider.responses; }
  [[nodiscard]] std::string_view value(std::string_view key) const;
  void drop(std::string_view key);
  void replace(std::string_view key, std::string text);
};

// The parts of the splice. Each adds its edits.
[[nodiscard]] Result<void> splice_fields(Splice& splice);
[[nodiscard]] Result<void> splice_tools(Splice& splice);
[[nodiscard]] Result<void> splice_input(Splice& splice);
// Of the tools in `list`; the input's additional_tools items hold some too. True: none is left.
[[nodiscard]] Result<bool> splice_tool_list(Splice& splice, const JsonSpan& list);

}  // namespace edgee::openai_responses

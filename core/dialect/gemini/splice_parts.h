// The parts of the splice for Gemini targets. Each adds its edits. For one request and one thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::gemini {

// A request under edit. The document and the target outlive it.
struct Splice {
  const JsonDoc& doc;
  const EncodeTarget& target;
  Edits edits;
  std::vector<JsonSpan> members;    // of the top level
  std::vector<std::size_t> doomed;  // indexes of those that go

  void drop(std::string_view camel);
};

// Takes members out of an object of the document: those that `goes` says.
template <class Goes>
void drop_members(Splice& splice, const JsonSpan& of, const Goes& goes) {
  const std::vector<JsonSpan> members = splice.doc.children(of);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (goes(members[i])) doomed.push_back(i);
  }
  splice.edits.remove_members(members, doomed);
}

// An error when the request is about a tool that only Google's servers run.
[[nodiscard]] Result<void> splice_tools(Splice& splice);
void splice_config(Splice& splice);
[[nodiscard]] Result<void> splice_history(Splice& splice);

}  // namespace edgee::gemini

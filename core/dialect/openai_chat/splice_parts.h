// The parts of the splice for Chat targets. Each adds its edits to one Splice. For one request and
// one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_chat {

// A request under edit. The document and the target outlive it.
struct Splice {
  const JsonDoc& doc;
  const EncodeTarget& target;
  std::vector<JsonSpan> members;
  Edits edits;
  std::vector<std::size_t> doomed;  // indexes of top-level members that go
  std::string added;                // members behind the last: ,"key":value

  [[nodiscard]] const ChatQuirks& quirks() const { return target.provider.chat; }
  // The last member of that key; nullptr when there is none, or none any more.
  [[nodiscard]] const JsonSpan* find(std::string_view key) const;
  [[nodiscard]] std::string_view value(std::string_view key) const;  // "" likewise
  void replace(std::string_view key, const std::string& text);
  void drop(std::string_view key);
  void add(std::string_view key, std::string_view text);
  // What stands before the value, colon included.
  void rename(std::string_view key, std::string_view to);
};

// Takes all members out of an object whose key `keep` does not know.
template <class Keep>
void keep_members(Splice& splice, const std::vector<JsonSpan>& members, const Keep& keep) {
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!keep(members[i].key)) doomed.push_back(i);
  }
  splice.edits.remove_members(members, doomed);
}

void splice_fields(Splice& splice, std::int64_t estimated_input_tokens);
// An error when the request is about tools that the target does not have or take.
[[nodiscard]] Result<void> splice_tools(Splice& splice);
// `words`: what the target must be told beside the system text; "" = nothing.
[[nodiscard]] Result<void> splice_messages(Splice& splice, const std::string& words);

}  // namespace edgee::openai_chat

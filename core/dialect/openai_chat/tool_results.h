// The results of one round of tool calls, gathered from whatever messages carry them. For one
// request and one thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/dialect/dialect.h"
#include "core/dialect/openai_chat/parts.h"

namespace edgee::openai_chat {

class ToolResults {
 public:
  void add(const ToolResultPart& result);

  // One tool message for each call, in the calls' order; a call without a result gets a stub, a
  // second result of the same call joins the first.
  void put_tool_messages(OrderedJson& messages, const std::vector<std::string>& calls,
                         const ChatQuirks& quirks) const;
  // What a tool message cannot hold: images and files, and results that belong to no call.
  [[nodiscard]] Result<void> put_rest(Content& user, const std::vector<std::string>& calls) const;

 private:
  std::vector<const ToolResultPart*> results_;  // into the conversation
};

}  // namespace edgee::openai_chat

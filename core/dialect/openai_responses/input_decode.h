// The items of a request's input as a conversation's history. Pure.
//
// What becomes of each kind of item, in one place:
//   message                          text, images, files; developer and system as instructions
//   function_call, custom_tool_call, tool_search_call (client), local_shell_call, shell_call,
//   apply_patch_call and their outputs
//                                    tool calls and results under flat names
//   reasoning                        its summary, else its text, as unsigned thinking
//   additional_tools                 tools (tool_table.h); configuration_update: the last effort
//   compaction                       a line that says that something stood here
//   web_search_call and other calls that the provider carried out: dropped; their answer is in the
//                                    text behind them
//   compaction_trigger               an error: only OpenAI can answer it
//   item_reference                   dropped for reasoning, else an error: only its provider has it
//   anything unknown                 dropped
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/dialect/openai_responses/tool_table.h"
#include "core/model/conversation.h"

namespace edgee::openai_responses {

[[nodiscard]] Result<void> decode_input(std::string_view input, const ToolTable& tools,
                                        Conversation& conversation);

// "none", "minimal", "ultra" and the words that a Conversation has.
void decode_effort(std::string_view word, Conversation& conversation);

}  // namespace edgee::openai_responses

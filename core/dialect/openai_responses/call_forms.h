// The kinds of tool that an agent runs itself, and how the Responses API writes their calls and
// outputs. https://developers.openai.com/api/docs/api-reference/responses
#pragma once

#include <string_view>

namespace edgee::openai_responses {

enum class CallKind { function, custom, tool_search, local_shell, shell, apply_patch };

struct CallForm {
  CallKind kind = CallKind::function;
  std::string_view tool_type;    // of its definition
  std::string_view call_type;    // of the item that calls it
  std::string_view output_type;  // of the item that answers
  std::string_view payload;      // the call's member that holds the input
  std::string_view id_prefix;    // of call items
  // For tools that OpenAI names and describes itself: what other models are told. "" = the agent's.
  std::string_view name;
  std::string_view description;
  std::string_view schema;
};

[[nodiscard]] const CallForm& form_of(CallKind kind);
// nullptr for types that are none of these.
[[nodiscard]] const CallForm* form_of_tool(std::string_view tool_type);
[[nodiscard]] const CallForm* form_of_call(std::string_view item_type);
[[nodiscard]] const CallForm* form_of_output(std::string_view item_type);

}  // namespace edgee::openai_responses

#include "core/dialect/openai_responses/call_forms.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace edgee::openai_responses {
namespace {

// The order is that of CallKind.
constexpr std::array kForms = std::to_array<CallForm>({
    {CallKind::function,
     "function",
     "function_call",
     "function_call_output",
     "arguments",
     "fc_",
     {},
     {},
     {}},
    {CallKind::custom,
     "custom",
     "custom_tool_call",
     "custom_tool_call_output",
     "input",
     "ctc_",
     {},
     {},
     {}},
    {CallKind::tool_search, "tool_search", "tool_search_call", "tool_search_output", "arguments",
     "tsc_", "tool_search", "Finds tools that are not listed yet; those found can be called then.",
     R"({"type":"object","properties":{"query":{"type":"string"}},"required":["query"]})"},
    {CallKind::local_shell, "local_shell", "local_shell_call", "local_shell_call_output", "action",
     "lsh_", "local_shell", "Runs a command on the user's machine.",
     R"({"type":"object","properties":{"type":{"type":"string","enum":["exec"]},)"
     R"("command":{"type":"array","items":{"type":"string"}},)"
     R"("env":{"type":"object","additionalProperties":{"type":"string"}},)"
     R"("timeout_ms":{"type":"integer"},"working_directory":{"type":"string"}},)"
     R"("required":["type","command","env"]})"},
    {CallKind::shell, "shell", "shell_call", "shell_call_output", "action", "sh_", "shell",
     "Runs shell commands on the user's machine.",
     R"({"type":"object","properties":{"commands":{"type":"array","items":{"type":"string"}},)"
     R"("timeout_ms":{"type":"integer"},"max_output_length":{"type":"integer"}},)"
     R"("required":["commands"]})"},
    {CallKind::apply_patch, "apply_patch", "apply_patch_call", "apply_patch_call_output",
     "operation", "apc_", "apply_patch", "Creates, changes or deletes one file.",
     R"({"type":"object","properties":{"type":{"type":"string",)"
     R"("enum":["create_file","update_file","delete_file"]},"path":{"type":"string"},)"
     R"("diff":{"type":"string","description":"A V4A diff; not for delete_file."}},)"
     R"("required":["type","path"]})"},
});

const CallForm* find(std::string_view CallForm::*member, std::string_view type) {
  const auto* found = std::find_if(kForms.begin(), kForms.end(),
                                   [&](const CallForm& form) { return form.*member == type; });
  return found == kForms.end() ? nullptr : found;
}

}  // namespace

const CallForm& form_of(CallKind kind) {
  return kForms.at(static_cast<std::size_t>(kind));
}

const CallForm* form_of_tool(std::string_view tool_type) {
  return find(&CallForm::tool_type, tool_type);
}

const CallForm* form_of_call(std::string_view item_type) {
  return find(&CallForm::call_type, item_type);
}

const CallForm* form_of_output(std::string_view item_type) {
  return find(&CallForm::output_type, item_type);
}

}  // namespace edgee::openai_responses

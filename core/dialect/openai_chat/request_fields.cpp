#include "core/dialect/openai_chat/request_fields.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace edgee::openai_chat {
namespace {

using Words = std::string_view;

// What is not here changes an answer's flavour, its billing or its records, not whether it serves:
// seed, penalties, logprobs, logit_bias, user, metadata, store, service_tier, prediction,
// verbosity, safety_identifier, prompt_cache_*, and the extensions of single vendors.
constexpr std::array kCommon = std::to_array<Words>(
    {"model", "messages", "tools", "tool_choice", "parallel_tool_calls", "max_tokens",
     "max_completion_tokens", "temperature", "top_p", "stop", "stream", "stream_options",
     "response_format", "reasoning_effort", "prompt_cache_key"});
constexpr std::array kMessage =
    std::to_array<Words>({"role", "content", "tool_calls", "tool_call_id", "reasoning_content"});
constexpr std::array kCall = std::to_array<Words>({"id", "type", "function", "extra_content"});

// Fields whose mere presence asks for what cannot be translated.
struct Refused {
  Words key;
  Words why;
};
constexpr std::array kRefused = std::to_array<Refused>({
    {"functions", "functions: use tools, the older function calling is not translated"},
    {"function_call",
     "function_call: use tool_choice, the older function calling is not "
     "translated"},
    {"web_search_options", "web_search_options: only the agent's own vendor searches the web"},
    {"audio", "audio: spoken answers cannot be translated"},
});

template <std::size_t N>
bool contains(const std::array<Words, N>& words, Words word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_common_field(std::string_view key) {
  return contains(kCommon, key);
}

bool is_common_message_field(std::string_view key) {
  return contains(kMessage, key);
}

bool is_common_call_field(std::string_view key) {
  return contains(kCall, key);
}

Result<void> check_portable(const JsonDoc& request) {
  for (const JsonSpan& field : request.children(request.root())) {
    const std::string_view value = field.in(request.text());
    if (value == "null") continue;
    for (const Refused& refused : kRefused) {
      if (refused.key == field.key) return fail(std::string(refused.why));
    }
    if (field.key == "n" && parse_number(value) > 1) {
      return fail("n: several answers at once cannot be translated");
    }
  }
  return {};
}

}  // namespace edgee::openai_chat

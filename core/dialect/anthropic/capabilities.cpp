#include "core/dialect/anthropic/capabilities.h"

#include <algorithm>
#include <array>

namespace edgee::anthropic {
namespace {

constexpr std::array<std::string_view, 14> kFields{
    "model",          "messages",    "system", "tools", "tool_choice", "max_tokens",    "stream",
    "stop_sequences", "temperature", "top_p",  "top_k", "thinking",    "output_config", "metadata"};
constexpr std::array<std::string_view, 5> kToolFields{"type", "name", "description", "input_schema",
                                                      "cache_control"};

constexpr std::array<std::string_view, 3> kText{"type", "text", "cache_control"};
constexpr std::array<std::string_view, 3> kImage{"type", "source", "cache_control"};
constexpr std::array<std::string_view, 5> kDocument{"type", "source", "title", "context",
                                                    "cache_control"};
constexpr std::array<std::string_view, 5> kToolUse{"type", "id", "name", "input", "cache_control"};
constexpr std::array<std::string_view, 5> kToolResult{"type", "tool_use_id", "content", "is_error",
                                                      "cache_control"};
constexpr std::array<std::string_view, 3> kThinking{"type", "thinking", "signature"};

struct BlockRow {
  std::string_view type;
  std::span<const std::string_view> fields;
};
constexpr std::array<BlockRow, 6> kBlocks{{
    {"text", kText},
    {"image", kImage},
    {"document", kDocument},
    {"tool_use", kToolUse},
    {"tool_result", kToolResult},
    {"thinking", kThinking},
}};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool takes_adaptive(const ModelInfo& info, bool claude) {
  switch (info.thinking) {
    case ThinkingSupport::none:
      return !claude && info.reasoning;
    case ThinkingSupport::budget_only:
      return false;
    case ThinkingSupport::adaptive_and_budget:
    case ThinkingSupport::adaptive_only:
    case ThinkingSupport::always_on:
      return true;
  }
  return false;
}

bool takes_budget(const ModelInfo& info, bool claude) {
  switch (info.thinking) {
    case ThinkingSupport::none:
      return !claude && info.reasoning;
    case ThinkingSupport::budget_only:
    case ThinkingSupport::adaptive_and_budget:
      return true;
    case ThinkingSupport::adaptive_only:
    case ThinkingSupport::always_on:
      return false;
  }
  return false;
}

}  // namespace

Capabilities capabilities_of(const EncodeTarget& target) {
  const MessagesQuirks& quirks = target.provider.messages;
  const ModelInfo& info = target.info;
  const bool echoes = target.provider.chat.echo_reasoning;
  Capabilities able;
  able.claude = quirks.anthropic_models;
  able.vendor = quirks.anthropic_models && quirks.attribution;
  able.metadata = quirks.metadata;
  able.system_messages = quirks.system_messages && (!able.claude || info.system_messages);
  able.context_management = quirks.context_management;
  able.effort = quirks.output_config && info.effort;
  able.adaptive_thinking = quirks.thinking_adaptive && takes_adaptive(info, able.claude);
  able.budget_thinking = quirks.thinking_enabled && takes_budget(info, able.claude);
  able.no_thinking = info.thinking != ThinkingSupport::always_on &&
                     (able.adaptive_thinking || able.budget_thinking);
  able.checks_thinking = info.thinking != ThinkingSupport::none;
  able.thinking_history = able.claude || echoes;
  if (echoes) able.thinking_filler = target.provider.chat.reasoning_placeholder;
  able.cache_control = quirks.cache_control;
  able.images = quirks.images && info.images;
  able.documents = quirks.documents;
  able.tools = info.tools;
  able.server_tools = quirks.server_tools;
  able.forced_tool_choice = quirks.tool_choice_forced && info.forced_tool_choice;
  able.sampling = quirks.temperature && info.sampling;
  able.max_output = info.max_output;
  able.window = info.window;
  able.betas = quirks.betas;
  return able;
}

bool is_common_field(std::string_view key) {
  return contains(kFields, key);
}

bool is_common_tool_field(std::string_view key) {
  return contains(kToolFields, key);
}

std::span<const std::string_view> common_block_fields(std::string_view block_type) {
  for (const BlockRow& row : kBlocks) {
    if (row.type == block_type) return row.fields;
  }
  return {};
}

}  // namespace edgee::anthropic

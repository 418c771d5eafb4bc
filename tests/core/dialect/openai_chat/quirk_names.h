// What quirks of a Chat wire there are: each table of them has a row for each.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/provider.h"

namespace edgee::test {

// A quirk that is added does not compile here until it is named, and then fails until it has rows.
inline std::vector<std::string_view> quirk_names() {
  const ChatQuirks none;
  [[maybe_unused]] const auto& [max_tokens_field, stream_options, parallel_tool_calls,
                                tool_choice_forced, required_word, images, reasoning_effort,
                                efforts, echo_reasoning, reasoning_placeholder, tool_id_length,
                                tool_id_max, assistant_after_tool, temperature, stop_sequences,
                                dropped_schema_keywords, reasoning_models_refuse_tools, json_schema,
                                late_system_role, files, prompt_cache_key, extra_json,
                                first_call_json] = none;
  return {"max_tokens_field",
          "stream_options",
          "parallel_tool_calls",
          "tool_choice_forced",
          "required_word",
          "images",
          "reasoning_effort",
          "efforts",
          "echo_reasoning",
          "reasoning_placeholder",
          "tool_id_length",
          "tool_id_max",
          "assistant_after_tool",
          "temperature",
          "stop_sequences",
          "dropped_schema_keywords",
          "reasoning_models_refuse_tools",
          "json_schema",
          "late_system_role",
          "files",
          "prompt_cache_key",
          "extra_json",
          "first_call_json"};
}

template <class Rows>
std::string quirks_without_a_row(const Rows& rows) {
  std::string missing;
  for (const std::string_view name : quirk_names()) {
    const bool told =
        std::any_of(rows.begin(), rows.end(), [name](const auto& row) { return row.name == name; });
    if (!told) missing.append(name).append(" ");
  }
  return missing;
}

}  // namespace edgee::test

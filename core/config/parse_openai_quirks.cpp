// Quirks of OpenAI's two dialects, by the names of their fields in core/model/provider.h.
#include <array>
#include <string>

#include "core/base/json.h"
#include "core/config/quirk_flags.h"

namespace edgee {
namespace {

constexpr std::array<FlagRow<ChatQuirks>, 13> kChatFlags{{
    {"stream_options", &ChatQuirks::stream_options},
    {"parallel_tool_calls", &ChatQuirks::parallel_tool_calls},
    {"tool_choice_forced", &ChatQuirks::tool_choice_forced},
    {"images", &ChatQuirks::images},
    {"reasoning_effort", &ChatQuirks::reasoning_effort},
    {"echo_reasoning", &ChatQuirks::echo_reasoning},
    {"assistant_after_tool", &ChatQuirks::assistant_after_tool},
    {"temperature", &ChatQuirks::temperature},
    {"stop_sequences", &ChatQuirks::stop_sequences},
    {"reasoning_models_refuse_tools", &ChatQuirks::reasoning_models_refuse_tools},
    {"json_schema", &ChatQuirks::json_schema},
    {"files", &ChatQuirks::files},
    {"prompt_cache_key", &ChatQuirks::prompt_cache_key},
}};

constexpr std::array<FlagRow<ResponsesQuirks>, 15> kResponsesFlags{{
    {"openai_models", &ResponsesQuirks::openai_models},
    {"freeform_tools", &ResponsesQuirks::freeform_tools},
    {"tool_namespaces", &ResponsesQuirks::tool_namespaces},
    {"encrypted_reasoning", &ResponsesQuirks::encrypted_reasoning},
    {"reasoning_summary", &ResponsesQuirks::reasoning_summary},
    {"prompt_cache_key", &ResponsesQuirks::prompt_cache_key},
    {"parallel_tool_calls", &ResponsesQuirks::parallel_tool_calls},
    {"tool_choice_forced", &ResponsesQuirks::tool_choice_forced},
    {"store", &ResponsesQuirks::store},
    {"developer_role", &ResponsesQuirks::developer_role},
    {"json_schema", &ResponsesQuirks::json_schema},
    {"max_output_tokens", &ResponsesQuirks::max_output_tokens},
    {"temperature", &ResponsesQuirks::temperature},
    {"images", &ResponsesQuirks::images},
    {"files", &ResponsesQuirks::files},
}};

// JSON members that go into what is sent, as they are.
void read_members(TableReader& table, const char* key, std::string& into, Problems& problems) {
  const std::optional<std::string> text = table.text(key);
  if (!text) return;
  if (const auto json = parse_json("{" + *text + "}"); !json) {
    problems.add(table.find(key)->value.place,
                 in_quotes(key) + " must be JSON members without the outer braces",
                 "as in '\"thinking\": {\"type\": \"disabled\"}'");
    return;
  }
  into = *text;
}

}  // namespace

void read_chat_quirks(const TomlValue& value, ChatQuirks& quirks, Problems& problems) {
  constexpr std::int64_t kLongestId = 1024;
  TableReader table(value, "quirks of openai-chat", problems);
  read_flags(kChatFlags, table, quirks);
  if (const auto index =
          table.one_of("max_tokens_field", {"max_tokens", "max_completion_tokens"})) {
    quirks.max_tokens_field =
        *index == 0 ? MaxTokensField::max_tokens : MaxTokensField::max_completion_tokens;
  }
  set_if(quirks.required_word, table.text("required_word"));
  set_if(quirks.efforts, table.texts("efforts"));
  set_if(quirks.reasoning_placeholder, table.text("reasoning_placeholder"));
  if (const auto length = table.whole("tool_id_length", 0, kLongestId)) {
    quirks.tool_id_length = static_cast<std::size_t>(*length);
  }
  if (const auto most = table.whole("tool_id_max", 1, kLongestId)) {
    quirks.tool_id_max = static_cast<std::size_t>(*most);
  }
  set_if(quirks.dropped_schema_keywords, table.texts("dropped_schema_keywords"));
  const std::vector<std::string> roles{"user", "system", "developer"};
  if (const auto index = table.one_of("late_system_role", roles)) {
    quirks.late_system_role = roles[*index];
  }
  read_members(table, "extra_json", quirks.extra_json, problems);
  read_members(table, "first_call_json", quirks.first_call_json, problems);
  table.finish();
}

void read_responses_quirks(const TomlValue& value, ResponsesQuirks& quirks, Problems& problems) {
  TableReader table(value, "quirks of openai-responses", problems);
  read_flags(kResponsesFlags, table, quirks);
  set_if(quirks.efforts, table.texts("efforts"));
  set_if(quirks.always_reasons, table.texts("always_reasons"));
  table.finish();
}

}  // namespace edgee

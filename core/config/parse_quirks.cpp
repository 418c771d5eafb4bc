// Quirks by the names of their fields in core/model/provider.h, so that an odd server can be
// described without a new edgee.
#include <array>
#include <utility>

#include "core/base/json.h"
#include "core/config/sections.h"

namespace edgee {
namespace {

template <class Quirks>
using FlagRow = std::pair<std::string_view, bool Quirks::*>;

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

constexpr std::array<FlagRow<MessagesQuirks>, 15> kMessagesFlags{{
    {"anthropic_models", &MessagesQuirks::anthropic_models},
    {"metadata", &MessagesQuirks::metadata},
    {"attribution", &MessagesQuirks::attribution},
    {"system_messages", &MessagesQuirks::system_messages},
    {"context_management", &MessagesQuirks::context_management},
    {"output_config", &MessagesQuirks::output_config},
    {"thinking_adaptive", &MessagesQuirks::thinking_adaptive},
    {"thinking_enabled", &MessagesQuirks::thinking_enabled},
    {"cache_control", &MessagesQuirks::cache_control},
    {"images", &MessagesQuirks::images},
    {"documents", &MessagesQuirks::documents},
    {"server_tools", &MessagesQuirks::server_tools},
    {"tool_choice_forced", &MessagesQuirks::tool_choice_forced},
    {"temperature", &MessagesQuirks::temperature},
    {"count_tokens", &MessagesQuirks::count_tokens},
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

void read_chat(const TomlValue& value, ChatQuirks& quirks, Problems& problems) {
  constexpr std::int64_t kLongestId = 1024;
  TableReader table(value, "quirks of openai-chat", problems);
  for (const auto& [name, field] : kChatFlags)
    set_if(quirks.*field, table.flag(name));
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

void read_messages(const TomlValue& value, MessagesQuirks& quirks, Problems& problems) {
  TableReader table(value, "quirks of anthropic-messages", problems);
  for (const auto& [name, field] : kMessagesFlags)
    set_if(quirks.*field, table.flag(name));
  set_if(quirks.betas, table.texts("betas"));
  table.finish();
}

}  // namespace

void read_quirks(const TomlValue& value, Provider& provider, Problems& problems) {
  TableReader table(value, "\"quirks\"", problems);
  if (const TomlValue* chat = table.table("chat")) read_chat(*chat, provider.chat, problems);
  if (const TomlValue* messages = table.table("messages")) {
    read_messages(*messages, provider.messages, problems);
  }
  table.finish();
}

}  // namespace edgee

// Quirks by the names of their fields in core/model/provider.h, so that an odd server can be
// described without a new edgee.
#include <array>

#include "core/config/quirk_flags.h"

namespace edgee {
namespace {

constexpr std::array<FlagRow<MessagesQuirks>, 14> kMessagesFlags{{
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
}};

constexpr std::array<FlagRow<GeminiQuirks>, 9> kGeminiFlags{{
    {"parameters_json_schema", &GeminiQuirks::parameters_json_schema},
    {"response_json_schema", &GeminiQuirks::response_json_schema},
    {"schema_with_tools", &GeminiQuirks::schema_with_tools},
    {"call_ids", &GeminiQuirks::call_ids},
    {"signatures", &GeminiQuirks::signatures},
    {"images", &GeminiQuirks::images},
    {"documents", &GeminiQuirks::documents},
    {"web_files", &GeminiQuirks::web_files},
    {"server_tools", &GeminiQuirks::server_tools},
}};

void read_messages(const TomlValue& value, MessagesQuirks& quirks, Problems& problems) {
  TableReader table(value, "quirks of anthropic-messages", problems);
  read_flags(kMessagesFlags, table, quirks);
  set_if(quirks.betas, table.texts("betas"));
  table.finish();
}

void read_gemini(const TomlValue& value, GeminiQuirks& quirks, Problems& problems) {
  constexpr std::int64_t kLongestName = 1024;
  TableReader table(value, "quirks of gemini", problems);
  read_flags(kGeminiFlags, table, quirks);
  if (const auto most = table.whole("tool_name_max", 1, kLongestName)) {
    quirks.tool_name_max = static_cast<std::size_t>(*most);
  }
  set_if(quirks.dropped_schema_keywords, table.texts("dropped_schema_keywords"));
  set_if(quirks.dropped_fields, table.texts("dropped_fields"));
  table.finish();
}

}  // namespace

void read_quirks(const TomlValue& value, Provider& provider, Problems& problems) {
  TableReader table(value, "\"quirks\"", problems);
  if (const TomlValue* chat = table.table("chat")) {
    read_chat_quirks(*chat, provider.chat, problems);
  }
  if (const TomlValue* messages = table.table("messages")) {
    read_messages(*messages, provider.messages, problems);
  }
  if (const TomlValue* responses = table.table("responses")) {
    read_responses_quirks(*responses, provider.responses, problems);
  }
  if (const TomlValue* gemini = table.table("gemini")) {
    read_gemini(*gemini, provider.gemini, problems);
  }
  table.finish();
}

}  // namespace edgee

#include "core/dialect/gemini/request_encode.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/json.h"
#include "core/dialect/gemini/contents_encode.h"
#include "core/dialect/gemini/json_object.h"
#include "core/dialect/gemini/schema.h"
#include "core/dialect/gemini/thinking.h"
#include "core/dialect/gemini/tools_encode.h"

namespace edgee::gemini {
namespace {

constexpr std::size_t kMostStops = 5;

bool has_functions(const Conversation& conversation) {
  return std::any_of(conversation.tools.begin(), conversation.tools.end(),
                     [](const ToolSpec& tool) { return tool.server_type.empty(); });
}

// The form of the answer goes into its own field, or is asked for in words.
bool takes_form(const Conversation& conversation, const EncodeTarget& target) {
  const GeminiQuirks& quirks = target.provider.gemini;
  if (!quirks.response_json_schema) return false;
  const bool beside = quirks.schema_with_tools &&
                      target.info.gemini_thinking != GeminiThinking::budget;  // before Gemini 3
  return beside || !has_functions(conversation);
}

std::string system_parts(const Conversation& conversation, const EncodeTarget& target) {
  std::string parts;
  for (const std::string& words : conversation.system) {
    if (!words.empty()) append_element(parts, write_text_part(words));
  }
  const std::string& form = conversation.output_schema_json;
  if (!form.empty() && !takes_form(conversation, target)) {
    append_element(parts, write_text_part("Answer with nothing but one JSON object that matches "
                                          "this JSON Schema: " +
                                          form));
  }
  return parts;
}

// Thinking counts as output, with Gemini as with others.
std::optional<std::int64_t> output_limit(const Conversation& conversation, const ModelInfo& info) {
  if (!conversation.max_tokens) return std::nullopt;
  const std::int64_t limit = std::max<std::int64_t>(1, *conversation.max_tokens);
  return info.max_output > 0 ? std::min(limit, info.max_output) : limit;
}

std::string write_config(const Conversation& conversation, const EncodeTarget& target) {
  JsonObject config;
  if (const auto limit = output_limit(conversation, target.info)) {
    config.put("maxOutputTokens", std::to_string(*limit));
  }
  if (target.info.sampling) {
    if (conversation.temperature) {
      config.put("temperature", dump_json(Json(*conversation.temperature)));
    }
    if (conversation.top_p) config.put("topP", dump_json(Json(*conversation.top_p)));
  }
  std::string stops;
  for (std::size_t i = 0; i < std::min(kMostStops, conversation.stop_sequences.size()); ++i) {
    append_element(stops, quote_json(conversation.stop_sequences[i]));
  }
  if (!stops.empty()) config.put("stopSequences", "[" + stops + "]");
  if (!conversation.output_schema_json.empty() && takes_form(conversation, target)) {
    config.put_text("responseMimeType", "application/json");
    config.put("responseJsonSchema",
               without_keywords(conversation.output_schema_json,
                                target.provider.gemini.dropped_schema_keywords));
  }
  const ThinkingWish::Mode mode = conversation.thinking.mode;
  const bool shown = mode == ThinkingWish::Mode::adaptive || mode == ThinkingWish::Mode::budget;
  const std::string thinking =
      write_thinking({conversation.thinking, conversation.effort, shown}, target.info);
  if (!thinking.empty()) config.put("thinkingConfig", thinking);
  return config.empty() ? std::string() : std::move(config).done();
}

}  // namespace

Result<std::string> encode_request(const Conversation& conversation, const EncodeTarget& target) {
  Result<std::string> contents = encode_contents(conversation, target);
  if (!contents) return tl::unexpected(contents.error());
  JsonObject body;
  const std::string system = system_parts(conversation, target);
  if (!system.empty()) body.put("systemInstruction", R"({"parts":[)" + system + "]}");
  body.put("contents", *contents);
  if (Result<void> tools = put_tools(body, conversation, target); !tools) {
    return tl::unexpected(tools.error());
  }
  const std::string config = write_config(conversation, target);
  if (!config.empty()) body.put("generationConfig", config);
  return std::move(body).done();
}

}  // namespace edgee::gemini

#include "core/dialect/openai_chat/request.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/dialect/openai_chat/limits.h"
#include "core/dialect/openai_chat/messages.h"
#include "core/dialect/openai_chat/reasoning.h"
#include "core/dialect/openai_chat/schema.h"
#include "core/dialect/openai_chat/tools.h"

namespace edgee::openai_chat {
namespace {

void put_sampling(OrderedJson& body, const Conversation& conversation, const EncodeTarget& target) {
  const ChatQuirks& quirks = target.provider.chat;
  if (quirks.temperature && target.info.sampling) {
    if (conversation.temperature) body["temperature"] = *conversation.temperature;
    if (conversation.top_p) body["top_p"] = *conversation.top_p;
  }
  if (!quirks.stop_sequences || conversation.stop_sequences.empty()) return;
  constexpr std::size_t kMostStops = 4;
  OrderedJson stops = OrderedJson::array();
  for (const std::string& stop : conversation.stop_sequences) {
    if (stops.size() < kMostStops) stops.push_back(stop);
  }
  body["stop"] = std::move(stops);
}

void put_output_format(OrderedJson& body, const Conversation& conversation,
                       const ChatQuirks& quirks) {
  if (conversation.output_schema_json.empty() || !quirks.json_schema) return;
  body["response_format"] = {{"type", "json_schema"},
                             {"json_schema",
                              {{"name", "output"},
                               {"schema", clean_schema(conversation.output_schema_json,
                                                       quirks.dropped_schema_keywords)}}}};
}

void put_streaming(OrderedJson& body, const Conversation& conversation, const ChatQuirks& quirks) {
  if (!conversation.stream) return;
  body["stream"] = true;
  if (quirks.stream_options) body["stream_options"] = {{"include_usage", true}};
}

Result<void> put_extras(OrderedJson& body, const EncodeTarget& target) {
  const ChatQuirks& quirks = target.provider.chat;
  if (quirks.prompt_cache_key && !target.session.empty()) body["prompt_cache_key"] = target.session;
  if (quirks.extra_json.empty()) return {};
  const OrderedJson extra = OrderedJson::parse("{" + quirks.extra_json + "}", nullptr, false);
  if (!extra.is_object()) return fail("has extra_json that is no list of JSON members");
  body.update(extra);
  return {};
}

}  // namespace

Result<std::string> encode_request(const Conversation& conversation, const EncodeTarget& target) {
  const ChatQuirks& quirks = target.provider.chat;
  OrderedJson body = {{"model", target.model}};
  Result<OrderedJson> messages = encode_messages(conversation, target);
  if (!messages) return tl::unexpected(messages.error());
  body["messages"] = std::move(*messages);
  if (Result<void> tools = put_tools(body, conversation, target); !tools) {
    return tl::unexpected(tools.error());
  }
  if (const auto limit = output_limit(conversation, target)) {
    const bool plain = quirks.max_tokens_field == MaxTokensField::max_tokens;
    body[plain ? "max_tokens" : "max_completion_tokens"] = *limit;
  }
  const std::string effort = effort_word(conversation, target);
  if (!effort.empty()) body["reasoning_effort"] = effort;
  put_sampling(body, conversation, target);
  put_output_format(body, conversation, quirks);
  put_streaming(body, conversation, quirks);
  if (Result<void> extras = put_extras(body, target); !extras) {
    return tl::unexpected(extras.error());
  }
  return dump_json(body);
}

}  // namespace edgee::openai_chat

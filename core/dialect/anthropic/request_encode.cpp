#include "core/dialect/anthropic/request_encode.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "core/base/json_quote.h"
#include "core/dialect/anthropic/messages_encode.h"
#include "core/dialect/anthropic/parts_encode.h"
#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/anthropic/tools_encode.h"
#include "core/dialect/splice.h"

namespace edgee::anthropic {
namespace {

constexpr std::int64_t kMaxTokens = 32'000;  // the field is required

std::string number(double value) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, value);
  return std::string(text, error == std::errc{} ? end : text);
}

std::string encode_system(const std::vector<std::string>& system) {
  std::vector<Part> parts;
  parts.reserve(system.size());
  for (const std::string& text : system)
    parts.emplace_back(TextPart{text});
  return encode_parts(parts);
}

std::string encode_thinking(const ThinkingWish& wish) {
  switch (wish.mode) {
    case ThinkingWish::Mode::unset:
      return {};
    case ThinkingWish::Mode::disabled:
      return R"({"type":"disabled"})";
    case ThinkingWish::Mode::adaptive:
      return R"({"type":"adaptive"})";
    case ThinkingWish::Mode::budget:
      return R"({"type":"enabled","budget_tokens":)" + std::to_string(wish.budget_tokens) + "}";
  }
  return {};
}

std::string encode_output_config(const Conversation& conversation) {
  std::string fields;
  if (!conversation.effort.empty()) add_field(fields, "effort", quote_json(conversation.effort));
  if (!conversation.output_schema_json.empty()) {
    add_field(fields, "format",
              R"({"type":"json_schema","schema":)" + conversation.output_schema_json + "}");
  }
  return fields.empty() ? std::string() : "{" + fields + "}";
}

std::string write_request(const Conversation& conversation, const EncodeTarget& target) {
  std::string fields;
  const auto add = [&fields](std::string_view key, const std::string& value) {
    if (!value.empty() && value != "[]") add_field(fields, key, value);
  };
  add("model", quote_json(target.model));
  add("max_tokens", std::to_string(conversation.max_tokens.value_or(kMaxTokens)));
  add("system", encode_system(conversation.system));
  add("messages", encode_messages(conversation.messages));
  add("tools", encode_tools(conversation, target));
  add("tool_choice", encode_choice(conversation, target));
  // Others' scales go on to 2.
  if (conversation.temperature)
    add("temperature", number(std::min(*conversation.temperature, 1.0)));
  if (conversation.top_p) add("top_p", number(*conversation.top_p));
  std::string stops;
  for (const std::string& stop : conversation.stop_sequences) {
    if (!is_blank(stop)) append_item(stops, quote_json(stop));  // the API refuses blanks
  }
  add("stop_sequences", "[" + stops + "]");
  add("thinking", encode_thinking(conversation.thinking));
  add("output_config", encode_output_config(conversation));
  if (conversation.stream) add("stream", "true");
  return "{" + std::move(fields) + "}";
}

}  // namespace

Result<std::string> encode_request(const Conversation& conversation, const EncodeTarget& target) {
  Request request;
  request.raw = write_request(conversation, target);
  request.facts = read_facts(request.raw, {}, {});
  request.facts.model = conversation.model;
  auto spliced = splice_for_messages_target(request, walk_request(request.raw), target, {});
  if (!spliced) return tl::unexpected(spliced.error());
  return std::move(spliced->body);
}

HeaderList request_headers(const EncodeTarget& target, bool stream) {
  HeaderList headers{{"content-type", "application/json"},
                     {"accept", stream ? "text/event-stream" : "application/json"},
                     {"anthropic-version", "2023-06-01"},
                     {"user-agent", "edgee"}};
  for (const Header& extra : target.provider.extra_headers) {
    set_header(headers, extra.name, extra.value);
  }
  return headers;
}

}  // namespace edgee::anthropic

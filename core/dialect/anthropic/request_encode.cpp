#include "core/dialect/anthropic/request_encode.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "core/base/json.h"
#include "core/dialect/anthropic/parts_encode.h"
#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/splice.h"

namespace edgee::anthropic {
namespace {

constexpr std::int64_t kMaxTokens = 32'000;  // the field is required

void add_field(std::string& fields, std::string_view key, std::string_view value) {
  append_item(fields, quote_json(key) + ":" + std::string(value));
}

std::string number(double value) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, value);
  return std::string(text, error == std::errc{} ? end : text);
}

std::string_view role_word(Role role) {
  switch (role) {
    case Role::system:
      return "\"system\"";
    case Role::user:
      return "\"user\"";
    case Role::assistant:
      return "\"assistant\"";
  }
  return "\"user\"";
}

std::string encode_messages(const std::vector<Message>& messages) {
  std::string items;
  for (const Message& message : messages) {
    const std::string content = encode_parts(message.parts);
    if (content == "[]") continue;
    append_item(items, R"({"role":)" + std::string(role_word(message.role)) + R"(,"content":)" +
                           content + "}");
  }
  return "[" + items + "]";
}

std::string encode_system(const std::vector<std::string>& system) {
  std::vector<Part> parts;
  parts.reserve(system.size());
  for (const std::string& text : system)
    parts.emplace_back(TextPart{text});
  return encode_parts(parts);
}

std::string encode_tools(const std::vector<ToolSpec>& tools) {
  std::string items;
  for (const ToolSpec& tool : tools) {
    std::string fields;
    if (!tool.server_type.empty()) add_field(fields, "type", quote_json(tool.server_type));
    add_field(fields, "name", quote_json(tool.name));
    if (!tool.description.empty()) add_field(fields, "description", quote_json(tool.description));
    if (tool.server_type.empty()) {
      add_field(fields, "input_schema",
                tool.schema_json.empty() ? R"({"type":"object"})" : tool.schema_json);
    }
    append_item(items, "{" + fields + "}");
  }
  return "[" + items + "]";
}

std::string encode_choice(const ToolChoice& choice) {
  const std::string parallel = choice.parallel ? "" : R"(,"disable_parallel_tool_use":true)";
  switch (choice.kind) {
    case ToolChoice::Kind::automatic:
      return R"({"type":"auto")" + parallel + "}";
    case ToolChoice::Kind::any:
      return R"({"type":"any")" + parallel + "}";
    case ToolChoice::Kind::tool:
      return R"({"type":"tool","name":)" + quote_json(choice.tool) + parallel + "}";
    case ToolChoice::Kind::none:
      return R"({"type":"none"})";
  }
  return R"({"type":"auto"})";
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

std::string write_request(const Conversation& conversation, std::string_view model) {
  std::string fields;
  const auto add = [&fields](std::string_view key, const std::string& value) {
    if (!value.empty() && value != "[]") add_field(fields, key, value);
  };
  add("model", quote_json(model));
  add("max_tokens", std::to_string(conversation.max_tokens.value_or(kMaxTokens)));
  add("system", encode_system(conversation.system));
  add("messages", encode_messages(conversation.messages));
  add("tools", encode_tools(conversation.tools));
  if (conversation.tool_choice) add("tool_choice", encode_choice(*conversation.tool_choice));
  if (conversation.temperature) add("temperature", number(*conversation.temperature));
  if (conversation.top_p) add("top_p", number(*conversation.top_p));
  std::string stops;
  for (const std::string& stop : conversation.stop_sequences)
    append_item(stops, quote_json(stop));
  add("stop_sequences", "[" + stops + "]");
  add("thinking", encode_thinking(conversation.thinking));
  add("output_config", encode_output_config(conversation));
  if (conversation.stream) add("stream", "true");
  return "{" + fields + "}";
}

}  // namespace

Result<std::string> encode_request(const Conversation& conversation, const EncodeTarget& target) {
  Request request;
  request.raw = write_request(conversation, target.model);
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

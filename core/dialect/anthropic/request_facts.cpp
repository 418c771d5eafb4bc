#include "core/dialect/anthropic/request_facts.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/base/json_scan.h"
#include "core/base/text.h"

namespace edgee::anthropic {
namespace {

// A vendor bills an image by its pixels, at most about so many tokens, and not by its bytes.
constexpr std::int64_t kImageTokens = 1600;
constexpr std::size_t kLongData = 2000;

// Whether `"type": "<type>"` stands anywhere. Inside strings quotes are escaped, so text that only
// talks about it does not match.
bool has_type(std::string_view json, std::string_view quoted_type) {
  for (std::size_t at = find_text(json, quoted_type); at != std::string_view::npos;
       at = find_text(json, quoted_type, at + 1)) {
    std::string_view before =
        trim(json.substr(at < 32 ? 0 : at - 32, std::min<std::size_t>(at, 32)));
    if (!before.ends_with(':')) continue;
    before.remove_suffix(1);
    if (trim(before).ends_with("\"type\"")) return true;
  }
  return false;
}

std::int64_t estimate_tokens(std::string_view raw, bool has_data) {
  std::size_t bytes = raw.size();
  std::int64_t tokens = 0;
  constexpr std::string_view kData = "\"data\"";
  for (std::size_t at = has_data ? find_text(raw, kData) : std::string_view::npos;
       at != std::string_view::npos; at = find_text(raw, kData, at + 1)) {
    const std::size_t open = raw.find('"', at + kData.size());
    const std::size_t close = open == std::string_view::npos ? open : raw.find('"', open + 1);
    if (close == std::string_view::npos) break;
    if (close - open < kLongData) continue;
    bytes -= close - open;
    tokens += kImageTokens;
    at = close - 1;
  }
  return tokens + static_cast<std::int64_t>(static_cast<double>(bytes) / 3.5);
}

// A turn starts with a message of the user's that carries no tool result. Instructions in the
// middle of the list (role system) belong to the turn before.
bool starts_turn(std::string_view messages) {
  auto spans = scan_json(messages);
  while (spans && !spans->empty() && json_at(spans->back().in(messages), "role") == "\"system\"") {
    spans->pop_back();
  }
  if (!spans || spans->empty()) return true;
  const std::string_view last = spans->back().in(messages);
  if (json_at(last, "role") != "\"user\"") return false;
  const std::string_view content = json_at(last, "content");
  JsonWalk blocks(content.starts_with('[') ? content : std::string_view());
  for (JsonSpan span; blocks.next(span);) {
    if (json_at(span.in(content), "type") == "\"tool_result\"") return false;
  }
  return true;
}

// metadata.user_id is JSON text with a session_id, or in older versions "user_..._session_<id>".
std::string session_of(std::string_view metadata) {
  const std::string user = json_text(json_at(metadata, "user_id"));
  if (user.starts_with('{')) return json_text(json_at(user, "session_id"));
  constexpr std::string_view kMark = "_session_";
  const std::size_t at = user.rfind(kMark);
  return at == std::string::npos ? std::string() : user.substr(at + kMark.size());
}

}  // namespace

RequestFacts read_facts(std::string_view raw, const HeaderList& headers,
                        const AgentProfile& agent) {
  RequestFacts facts;
  std::string_view metadata;
  std::string_view messages;
  JsonWalk walk(raw);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view value = span.in(raw);
    if (span.key == "model") facts.model = json_text(value);
    if (span.key == "stream") facts.stream = value == "true";
    if (span.key == "tools") facts.has_tools = value.find('{') != std::string_view::npos;
    if (span.key == "max_tokens") facts.max_tokens = std::max(0LL, parse_number(value));
    if (span.key == "metadata") metadata = value;
    if (span.key == "messages") messages = value;
  }
  facts.has_images = has_type(messages, "\"image\"");
  facts.turn_start = starts_turn(messages);
  facts.estimated_input_tokens =
      estimate_tokens(raw, facts.has_images || has_type(messages, "\"document\""));
  facts.session = header_value(headers, agent.session_header);
  if (facts.session.empty()) facts.session = session_of(metadata);
  facts.request_class = header_value(headers, agent.class_header);
  return facts;
}

Result<void> check_request(std::string_view raw) {
  const auto members = scan_json(raw);
  if (!members || !trim(raw).starts_with('{')) return fail("the request is no JSON object");
  const JsonSpan* model = find_member(*members, "model");
  if (model == nullptr || json_text(model->in(raw)).empty()) {
    return fail("model: a non-empty string is required");
  }
  const JsonSpan* messages = find_member(*members, "messages");
  if (messages == nullptr || !messages->in(raw).starts_with('[')) {
    return fail("messages: a list is required");
  }
  return {};
}

}  // namespace edgee::anthropic

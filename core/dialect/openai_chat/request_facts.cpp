#include "core/dialect/openai_chat/request_facts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/dialect/mentions.h"

namespace edgee::openai_chat {
namespace {

// Images, files and sounds stand in the request as base64 under one of these.
bool holds_data(std::string_view key, std::string_view value) {
  if (value.size() < kLongData || value.front() != '"') return false;
  if (key == "url") return value.starts_with("\"data:");
  return key == "file_data" || key == "data";
}

bool is_overlong_id(std::string_view key, std::string_view value) {
  constexpr std::size_t kQuotes = 2;
  const bool names_a_call = key == "tool_call_id" || key == "id";
  return names_a_call && value.size() > kLongestToolId + kQuotes && value.front() == '"';
}

Mentions find_mentions(const JsonDoc& doc) {
  Mentions found;
  doc.each_member([&found](std::string_view key, std::string_view value) {
    if (key == "type") {
      found.images = found.images || value == "\"image_url\"";
    } else if (holds_data(key, value)) {
      found.add_data(value);
    } else if (!found.foreign) {
      found.foreign = is_overlong_id(key, value);
    }
  });
  return found;
}

// Instructions in the middle of the list belong to the turn before.
bool starts_turn(const JsonDoc& doc, const JsonSpan& messages) {
  const std::vector<JsonSpan> turns = doc.children(messages);
  const auto last = std::find_if(turns.rbegin(), turns.rend(), [&doc](const JsonSpan& turn) {
    const std::string_view role = doc.value(turn, "role");
    return role != "\"system\"" && role != "\"developer\"";
  });
  return last == turns.rend() || doc.value(*last, "role") == "\"user\"";
}

std::int64_t wanted_tokens(const JsonDoc& doc) {
  const long long now = parse_number(doc.value(doc.root(), "max_completion_tokens"));
  const long long before = parse_number(doc.value(doc.root(), "max_tokens"));
  return std::max(0LL, now > 0 ? now : before);
}

}  // namespace

JsonDoc walk_request(std::string_view raw) {
  static constexpr std::array<std::string_view, 3> kOpaque{"parameters", "schema", "arguments"};
  return JsonDoc(raw, kOpaque);
}

Result<void> check_request(const JsonDoc& request) {
  if (!request.whole() || request.text()[request.root().begin] != '{') {
    return fail("the request is no JSON object");
  }
  if (text_at(request, request.root(), "model").empty()) {
    return fail("model: a non-empty string is required");
  }
  if (!request.value(request.root(), "messages").starts_with('[')) {
    return fail("messages: a list is required");
  }
  return {};
}

Result<RequestFacts> read_request(const JsonDoc& request, const HeaderList& headers,
                                  const AgentProfile& agent) {
  if (auto good = check_request(request); !good) return tl::unexpected(good.error());
  RequestFacts facts;
  const JsonSpan root = request.root();
  facts.model = text_at(request, root, "model");
  facts.stream = request.value(root, "stream") == "true";
  facts.has_tools = request.value(root, "tools").find('{') != std::string_view::npos;
  facts.max_tokens = wanted_tokens(request);
  facts.turn_start = starts_turn(request, request.child(root, "messages").value_or(JsonSpan()));
  const Mentions mentions = find_mentions(request);
  facts.has_images = mentions.images;
  // A document that is not known throughout may hold anything.
  facts.foreign_history = mentions.foreign || !request.complete();
  facts.estimated_input_tokens = estimated_tokens(request.text().size(), mentions);
  facts.session = header_value(headers, agent.session_header);
  if (facts.session.empty()) facts.session = text_at(request, root, "prompt_cache_key");
  facts.request_class = header_value(headers, agent.class_header);
  return facts;
}

}  // namespace edgee::openai_chat

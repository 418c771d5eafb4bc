#include "core/dialect/anthropic/request_facts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/dialect/anthropic/foreign_ids.h"
#include "core/dialect/anthropic/foreign_thinking.h"
#include "core/dialect/mentions.h"

namespace edgee::anthropic {
namespace {

// What strip_foreign_thinking is for.
bool is_foreign_mark(std::string_view key, std::string_view value) {
  if (key == "tool_use_id") return is_foreign_id(value);
  return key == "signature" && is_foreign_signature(value);
}

Mentions find_mentions(const JsonDoc& doc) {
  Mentions found;
  doc.each_member([&found](std::string_view key, std::string_view value) {
    if (key == "type") {
      found.images = found.images || value == "\"image\"";
    } else if (key == "data" && value.size() >= kLongData && value.front() == '"') {
      found.add_data(value);
    } else if (!found.foreign) {
      found.foreign = is_foreign_mark(key, value);
    }
  });
  return found;
}

// A turn starts with a message of the user's that carries no tool result. Instructions in the
// middle of the list (role system) belong to the turn before.
bool starts_turn(const JsonDoc& doc, const JsonSpan& messages) {
  std::vector<JsonSpan> turns = doc.children(messages);
  while (!turns.empty() && doc.value(turns.back(), "role") == "\"system\"")
    turns.pop_back();
  if (turns.empty()) return true;
  if (doc.value(turns.back(), "role") != "\"user\"") return false;
  const auto content = doc.child(turns.back(), "content");
  if (!content) return true;
  const auto blocks = doc.children(*content);
  return std::none_of(blocks.begin(), blocks.end(), [&doc](const JsonSpan& block) {
    return doc.value(block, "type") == "\"tool_result\"";
  });
}

// metadata.user_id is JSON text with a session_id, or in older versions "user_..._session_<id>".
std::string session_of(std::string_view metadata) {
  const std::string user = json_text(json_at(metadata, "user_id"));
  if (user.starts_with('{')) return json_text(json_at(user, "session_id"));
  constexpr std::string_view kMark = "_session_";
  const std::size_t at = user.rfind(kMark);
  return at == std::string::npos ? std::string() : user.substr(at + kMark.size());
}

Result<void> check(const JsonDoc& doc) {
  if (!doc.whole() || doc.text()[doc.root().begin] != '{') {
    return fail("the request is no JSON object");
  }
  if (json_text(doc.value(doc.root(), "model")).empty()) {
    return fail("model: a non-empty string is required");
  }
  if (!doc.value(doc.root(), "messages").starts_with('[')) {
    return fail("messages: a list is required");
  }
  return {};
}

RequestFacts facts_of(const JsonDoc& doc, const HeaderList& headers, const AgentProfile& agent) {
  RequestFacts facts;
  const JsonSpan root = doc.root();
  facts.model = json_text(doc.value(root, "model"));
  facts.stream = doc.value(root, "stream") == "true";
  facts.has_tools = doc.value(root, "tools").find('{') != std::string_view::npos;
  facts.max_tokens = std::max(0LL, parse_number(doc.value(root, "max_tokens")));
  facts.turn_start = starts_turn(doc, doc.child(root, "messages").value_or(JsonSpan()));
  const Mentions mentions = find_mentions(doc);
  facts.has_images = mentions.images;
  // A document that is not known throughout may hold anything.
  facts.foreign_history = mentions.foreign || !doc.complete();
  facts.estimated_input_tokens = estimated_tokens(doc.text().size(), mentions);
  facts.session = header_value(headers, agent.session_header);
  if (facts.session.empty()) facts.session = session_of(doc.value(root, "metadata"));
  facts.request_class = header_value(headers, agent.class_header);
  return facts;
}

}  // namespace

JsonDoc walk_request(std::string_view raw) {
  static constexpr std::array<std::string_view, 2> kOpaque{"input", "input_schema"};
  return JsonDoc(raw, kOpaque);
}

RequestFacts read_facts(std::string_view raw, const HeaderList& headers,
                        const AgentProfile& agent) {
  return facts_of(walk_request(raw), headers, agent);
}

Result<void> check_request(std::string_view raw) {
  return check(walk_request(raw));
}

Result<RequestFacts> read_request(const JsonDoc& request, const HeaderList& headers,
                                  const AgentProfile& agent) {
  if (auto good = check(request); !good) return tl::unexpected(good.error());
  return facts_of(request, headers, agent);
}

}  // namespace edgee::anthropic

#include "core/dialect/openai_chat/request_decode.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/json_number.h"
#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/openai_chat/messages_decode.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/request_fields.h"
#include "core/dialect/openai_chat/tools_decode.h"

namespace edgee::openai_chat {
namespace {

std::vector<std::string> decode_stop(std::string_view stop) {
  std::vector<std::string> sequences;
  if (stop.starts_with('"')) sequences.push_back(json_text(stop));
  JsonWalk walk(stop);
  for (JsonSpan span; walk.next(span);)
    sequences.push_back(json_text(span.in(stop)));
  return sequences;
}

// Who names an effort wants thinking; how much of it is the effort.
void decode_effort(const std::string& word, Conversation& conversation) {
  if (word.empty()) return;
  const bool none = word == "none";
  conversation.thinking.mode = none ? ThinkingWish::Mode::disabled : ThinkingWish::Mode::adaptive;
  if (!none) conversation.effort = word == "minimal" ? "low" : word;
}

// The switches of single vendors: {"type":"enabled"|"disabled"} of DeepSeek, Z.ai and Moonshot,
// true or false of Qwen, {"effort":...,"max_tokens":...,"enabled":...} of OpenRouter.
void decode_thinking(const JsonDoc& doc, Conversation& conversation) {
  using Mode = ThinkingWish::Mode;
  const std::string_view type = json_at(doc.value(doc.root(), "thinking"), "type");
  const std::string_view qwen = doc.value(doc.root(), "enable_thinking");
  const std::string_view router = doc.value(doc.root(), "reasoning");
  if (router.starts_with('{')) {
    decode_effort(json_text(json_at(router, "effort")), conversation);
    const auto budget = json_count(json_at(router, "max_tokens"));
    if (budget && *budget > 0) conversation.thinking = {Mode::budget, *budget};
  }
  const std::string_view enabled = json_at(router, "enabled");
  if (type == "\"disabled\"" || qwen == "false" || enabled == "false") {
    conversation.thinking = {Mode::disabled, 0};
  } else if (conversation.thinking.mode == Mode::unset &&
             (type == "\"enabled\"" || qwen == "true" || enabled == "true")) {
    conversation.thinking = {Mode::adaptive, 0};
  }
}

void decode_format(const JsonDoc& doc, Conversation& conversation) {
  const JsonSpan format = doc.child(doc.root(), "response_format").value_or(JsonSpan());
  const std::string type = text_at(doc, format, "type");
  if (type == "json_schema") {
    const JsonSpan holder = doc.child(format, "json_schema").value_or(JsonSpan());
    conversation.output_schema_json = doc.value(holder, "schema");
  } else if (type == "json_object") {
    // No schema says "any object" in a way that all vendors take.
    conversation.system.emplace_back("Answer with nothing but one JSON object.");
  }
}

void decode_fields(const JsonDoc& doc, Conversation& conversation) {
  const JsonSpan root = doc.root();
  conversation.model = text_at(doc, root, "model");
  conversation.stream = doc.value(root, "stream") == "true";
  conversation.max_tokens = json_count(doc.value(root, "max_completion_tokens"));
  if (!conversation.max_tokens) conversation.max_tokens = json_count(doc.value(root, "max_tokens"));
  conversation.temperature = json_double(doc.value(root, "temperature"));
  conversation.top_p = json_double(doc.value(root, "top_p"));
  conversation.stop_sequences = decode_stop(doc.value(root, "stop"));
  decode_effort(text_at(doc, root, "reasoning_effort"), conversation);
  decode_thinking(doc, conversation);
  decode_format(doc, conversation);
}

}  // namespace

Result<Conversation> decode_request(std::string_view raw) {
  const JsonDoc doc = walk_request(raw);
  if (auto checked = check_request(doc); !checked) return tl::unexpected(checked.error());
  if (!doc.complete()) return fail("the request has more values than edgee can look through");
  // Others parse the schemas and inputs that a Conversation carries.
  if (json_depth(raw) > kMaxJsonDepth) return fail("the request is nested too deeply");
  if (auto portable = check_portable(doc); !portable) return tl::unexpected(portable.error());
  Conversation conversation;
  const auto messages = doc.child(doc.root(), "messages");
  if (auto read = decode_messages(doc, *messages, conversation); !read) {
    return tl::unexpected(read.error());
  }
  decode_tools(doc, conversation);
  decode_fields(doc, conversation);
  return conversation;
}

}  // namespace edgee::openai_chat

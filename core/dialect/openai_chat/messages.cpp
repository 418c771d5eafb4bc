#include "core/dialect/openai_chat/messages.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/json_scan.h"
#include "core/dialect/openai_chat/parts.h"
#include "core/dialect/openai_chat/reasoning.h"
#include "core/dialect/openai_chat/tool_ids.h"
#include "core/dialect/openai_chat/tool_results.h"

namespace edgee::openai_chat {
namespace {

void append_paragraph(std::string& text, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) text += "\n\n";
  text += more;
}

OrderedJson as_parts(OrderedJson content) {
  if (content.is_array()) return content;
  return OrderedJson::array({{{"type", "text"}, {"text", std::move(content)}}});
}

// Two user messages in a row are one; several servers refuse them otherwise.
void append_content(OrderedJson& content, OrderedJson more) {
  if (content.is_string() && more.is_string()) {
    content = content.get<std::string>() + "\n\n" + more.get<std::string>();
    return;
  }
  content = as_parts(std::move(content));
  for (const OrderedJson& part : as_parts(std::move(more)))
    content.push_back(part);
}

class Writer {
 public:
  explicit Writer(const EncodeTarget& target) : target_(target), quirks_(target.provider.chat) {}

  void put_system(const Conversation& conversation);
  void put_assistant(const Message& turn);
  // All that stands between two assistant turns.
  [[nodiscard]] Result<void> put_between(std::span<const Message> messages);
  [[nodiscard]] OrderedJson take() { return std::move(out_); }

 private:
  [[nodiscard]] OrderedJson encode_calls(const Message& turn);
  void put_late_system(const Message& message, Content& user);
  void put_user(Content& user);

  const EncodeTarget& target_;
  const ChatQuirks& quirks_;
  OrderedJson out_ = OrderedJson::array();
  std::vector<std::string> open_calls_;  // the agent's ids, of the last assistant turn
};

void Writer::put_system(const Conversation& conversation) {
  std::string text;
  for (const std::string& block : conversation.system)
    append_paragraph(text, block);
  if (!conversation.output_schema_json.empty() && !quirks_.json_schema) {
    append_paragraph(text,
                     "Answer with nothing but one JSON object that matches this JSON Schema: " +
                         conversation.output_schema_json);
  }
  if (!text.empty()) out_.push_back({{"role", "system"}, {"content", text}});
}

OrderedJson Writer::encode_calls(const Message& turn) {
  OrderedJson calls = OrderedJson::array();
  for (const Part& part : turn.parts) {
    const auto* call = std::get_if<ToolCallPart>(&part);
    if (call == nullptr) continue;
    if (std::find(open_calls_.begin(), open_calls_.end(), call->id) != open_calls_.end()) continue;
    OrderedJson encoded = {{"id", upstream_tool_id(call->id, quirks_)},
                           {"type", "function"},
                           {"function",
                            {{"name", call->name},
                             {"arguments", call->input_json.empty() ? "{}" : call->input_json}}}};
    if (calls.empty() && !quirks_.first_call_json.empty()) {
      const auto extra = OrderedJson::parse("{" + quirks_.first_call_json + "}", nullptr, false);
      if (extra.is_object()) encoded.update(extra);
    }
    calls.push_back(std::move(encoded));
    open_calls_.push_back(call->id);
  }
  return calls;
}

void Writer::put_assistant(const Message& turn) {
  open_calls_.clear();
  std::string text;
  for (const Part& part : turn.parts) {
    if (const auto* plain = std::get_if<TextPart>(&part)) append_paragraph(text, plain->text);
  }
  OrderedJson calls = encode_calls(turn);
  if (text.empty() && calls.empty()) return;
  OrderedJson message = {{"role", "assistant"}};
  message["content"] = text.empty() ? OrderedJson() : OrderedJson(text);
  if (!calls.empty()) {
    const std::string reasoning = echoed_reasoning(turn, quirks_);
    if (!reasoning.empty()) message["reasoning_content"] = reasoning;
    message["tool_calls"] = std::move(calls);
  }
  out_.push_back(std::move(message));
}

Result<void> Writer::put_between(std::span<const Message> messages) {
  ToolResults results;
  for (const Message& message : messages) {
    for (const Part& part : message.parts) {
      if (const auto* result = std::get_if<ToolResultPart>(&part)) results.add(*result);
    }
  }
  const std::vector<std::string> calls = std::exchange(open_calls_, {});
  results.put_tool_messages(out_, calls, quirks_);
  Content user(target_);
  if (Result<void> rest = results.put_rest(user, calls); !rest) return rest;
  for (const Message& message : messages) {
    if (message.role == Role::system) {
      put_late_system(message, user);
      continue;
    }
    for (const Part& part : message.parts) {
      Result<void> added;
      if (const auto* text = std::get_if<TextPart>(&part)) user.add_text(text->text);
      if (const auto* image = std::get_if<ImagePart>(&part)) added = user.add(*image);
      if (const auto* document = std::get_if<DocumentPart>(&part)) added = user.add(*document);
      if (!added) return added;
    }
  }
  put_user(user);
  return {};
}

void Writer::put_late_system(const Message& message, Content& user) {
  std::string text;
  for (const Part& part : message.parts) {
    if (const auto* plain = std::get_if<TextPart>(&part)) append_paragraph(text, plain->text);
  }
  if (text.empty()) return;
  if (quirks_.late_system_role.empty()) {
    user.add_text("<system>\n" + text + "\n</system>");
    return;
  }
  put_user(user);
  out_.push_back({{"role", quirks_.late_system_role}, {"content", text}});
}

void Writer::put_user(Content& user) {
  if (user.empty()) return;
  const bool after_tool = !out_.empty() && out_.back()["role"] == "tool";
  if (after_tool && quirks_.assistant_after_tool) {
    out_.push_back({{"role", "assistant"}, {"content", "I have the results."}});
  }
  OrderedJson content = user.take();
  if (!out_.empty() && out_.back()["role"] == "user") {
    append_content(out_.back()["content"], std::move(content));
  } else {
    out_.push_back({{"role", "user"}, {"content", std::move(content)}});
  }
}

// Neighbouring assistant messages are one turn to Anthropic.
Message joined(std::span<const Message> turns) {
  Message whole = turns.front();
  for (const Message& turn : turns.subspan(1)) {
    whole.parts.insert(whole.parts.end(), turn.parts.begin(), turn.parts.end());
  }
  return whole;
}

}  // namespace

Result<OrderedJson> encode_messages(const Conversation& conversation, const EncodeTarget& target) {
  Writer writer(target);
  writer.put_system(conversation);
  const std::span<const Message> all(conversation.messages);
  std::size_t at = 0;
  while (at < all.size()) {
    const bool assistant = all[at].role == Role::assistant;
    std::size_t end = at;
    while (end < all.size() && (all[end].role == Role::assistant) == assistant)
      ++end;
    const std::span<const Message> run = all.subspan(at, end - at);
    if (assistant) {
      writer.put_assistant(joined(run));
    } else if (Result<void> put = writer.put_between(run); !put) {
      return tl::unexpected(put.error());
    }
    at = end;
  }
  if (!all.empty() && all.back().role == Role::assistant) {
    if (Result<void> put = writer.put_between({}); !put) return tl::unexpected(put.error());
  }
  return writer.take();
}

}  // namespace edgee::openai_chat

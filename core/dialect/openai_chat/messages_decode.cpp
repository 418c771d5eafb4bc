#include "core/dialect/openai_chat/messages_decode.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/dialect/openai_chat/content_decode.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/tool_ids.h"
#include "core/dialect/tool_names.h"

namespace edgee::openai_chat {
namespace {

// A call whose arguments are no JSON object must not run, nor break the request that holds it.
std::string input_of(std::string_view arguments) {
  if (arguments.starts_with('{')) return std::string(arguments);  // some clients send an object
  std::string text = json_text(arguments);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return "{}";
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool object = text[first] == '{' && json_depth(text) <= kMaxJsonDepth && Json::accept(text);
  return object ? text : R"({"unparsed_input":)" + quote_json(text) + "}";
}

ToolCallPart decode_call(const JsonDoc& doc, const JsonSpan& call) {
  ToolCallPart part;
  part.id = conversation_tool_id(text_at(doc, call, "id"));
  const bool freeform = doc.value(call, "type") == "\"custom\"";
  const JsonSpan named = doc.child(call, freeform ? "custom" : "function").value_or(JsonSpan());
  part.name = plain_tool_name(text_at(doc, named, "name"));
  part.input_json = freeform ? R"({"input":)" + quote_json(text_at(doc, named, "input")) + "}"
                             : input_of(doc.value(named, "arguments"));
  // Where Google's own Chat endpoint hands its signature to the agent.
  if (const auto extra = doc.child(call, "extra_content")) {
    const JsonSpan google = doc.child(*extra, "google").value_or(JsonSpan());
    part.signature = text_at(doc, google, "thought_signature");
  }
  return part;
}

class Reader {
 public:
  Reader(const JsonDoc& doc, Conversation& conversation) : doc_(doc), conversation_(conversation) {}

  [[nodiscard]] Result<void> read(const JsonSpan& message);

 private:
  [[nodiscard]] Result<std::vector<Part>> content_of(const JsonSpan& message) const;
  void read_system(std::vector<Part> parts);
  [[nodiscard]] Result<void> read_assistant(const JsonSpan& message, std::vector<Part> content);
  void read_result(const JsonSpan& message, std::vector<Part> content);
  void put(Role role, std::vector<Part> parts);

  const JsonDoc& doc_;
  Conversation& conversation_;
  bool in_results_ = false;  // the last message holds results and takes more of them
};

Result<void> Reader::read(const JsonSpan& message) {
  const std::string role = text_at(doc_, message, "role");
  if (role == "function") {
    return fail("a message of the role 'function': the older function calling is not translated");
  }
  Result<std::vector<Part>> content = content_of(message);
  if (!content) return tl::unexpected(content.error());
  const bool after_results = std::exchange(in_results_, role == "tool");
  if (role == "assistant") return read_assistant(message, std::move(*content));
  if (role == "user") {
    put(Role::user, std::move(*content));
  } else if (role == "system" || role == "developer") {
    read_system(std::move(*content));
  } else if (role == "tool") {
    if (!after_results) conversation_.messages.push_back({Role::user, {}});
    read_result(message, std::move(*content));
  } else {
    return fail("unknown role '" + role + "'");
  }
  return {};
}

Result<std::vector<Part>> Reader::content_of(const JsonSpan& message) const {
  const auto content = doc_.child(message, "content");
  return content ? decode_content(doc_, *content) : std::vector<Part>();
}

void Reader::read_system(std::vector<Part> parts) {
  std::erase_if(parts, [](const Part& part) { return !std::holds_alternative<TextPart>(part); });
  if (!conversation_.messages.empty()) return put(Role::system, std::move(parts));
  for (Part& part : parts) {
    if (auto* text = std::get_if<TextPart>(&part)) {
      conversation_.system.push_back(std::move(text->text));
    }
  }
}

Result<void> Reader::read_assistant(const JsonSpan& message, std::vector<Part> content) {
  const std::string_view legacy = doc_.value(message, "function_call");
  if (!legacy.empty() && legacy != "null") {
    return fail("an assistant's function_call: the older function calling is not translated");
  }
  std::vector<Part> parts;
  std::string reasoning = decode_reasoning(doc_, message);
  if (!reasoning.empty()) parts.emplace_back(ThinkingPart{std::move(reasoning), "", false});
  for (Part& part : content)
    parts.push_back(std::move(part));
  std::string refusal = text_at(doc_, message, "refusal");
  if (!refusal.empty()) parts.emplace_back(TextPart{std::move(refusal)});
  if (const auto calls = doc_.child(message, "tool_calls")) {
    for (const JsonSpan& call : doc_.children(*calls))
      parts.emplace_back(decode_call(doc_, call));
  }
  put(Role::assistant, std::move(parts));
  return {};
}

void Reader::read_result(const JsonSpan& message, std::vector<Part> content) {
  ToolResultPart result;
  result.call_id = conversation_tool_id(text_at(doc_, message, "tool_call_id"));
  for (Part& part : content) {
    if (auto* text = std::get_if<TextPart>(&part)) result.content.emplace_back(std::move(*text));
    if (auto* image = std::get_if<ImagePart>(&part)) result.content.emplace_back(std::move(*image));
    if (auto* file = std::get_if<DocumentPart>(&part))
      result.content.emplace_back(std::move(*file));
  }
  conversation_.messages.back().parts.emplace_back(std::move(result));
}

// Messages that say nothing are refused by others.
void Reader::put(Role role, std::vector<Part> parts) {
  if (!parts.empty()) conversation_.messages.push_back({role, std::move(parts)});
}

}  // namespace

Result<void> decode_messages(const JsonDoc& doc, const JsonSpan& list, Conversation& conversation) {
  Reader reader(doc, conversation);
  std::size_t index = 0;
  for (const JsonSpan& message : doc.children(list)) {
    if (Result<void> read = reader.read(message); !read) {
      return fail("messages." + std::to_string(index) + ": " + read.error().message);
    }
    ++index;
  }
  return {};
}

}  // namespace edgee::openai_chat

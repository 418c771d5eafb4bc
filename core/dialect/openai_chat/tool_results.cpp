#include "core/dialect/openai_chat/tool_results.h"

#include <algorithm>
#include <variant>

#include "core/dialect/openai_chat/tool_ids.h"

namespace edgee::openai_chat {
namespace {

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

bool is_pictorial(const std::variant<TextPart, ImagePart, DocumentPart>& piece) {
  const auto* document = std::get_if<DocumentPart>(&piece);
  return std::holds_alternative<ImagePart>(piece) ||
         (document != nullptr && document->text.empty());
}

std::string text_of(const ToolResultPart& result) {
  std::string text;
  for (const auto& piece : result.content) {
    if (const auto* plain = std::get_if<TextPart>(&piece)) append_line(text, plain->text);
    const auto* document = std::get_if<DocumentPart>(&piece);
    if (document != nullptr && !document->text.empty()) append_line(text, document_text(*document));
  }
  if (text.empty()) {
    const bool shown = std::any_of(result.content.begin(), result.content.end(), is_pictorial);
    text = shown ? "(attached below)" : "(no output)";
  }
  return result.is_error ? "Error: " + text : text;
}

bool holds(const std::vector<std::string>& calls, const std::string& id) {
  return std::find(calls.begin(), calls.end(), id) != calls.end();
}

}  // namespace

void ToolResults::add(const ToolResultPart& result) {
  results_.push_back(&result);
}

void ToolResults::put_tool_messages(OrderedJson& messages, const std::vector<std::string>& calls,
                                    const ChatQuirks& quirks) const {
  for (const std::string& call : calls) {
    std::string text;
    for (const ToolResultPart* result : results_) {
      if (result->call_id == call) append_line(text, text_of(*result));
    }
    messages.push_back({{"role", "tool"},
                        {"tool_call_id", upstream_tool_id(call, quirks)},
                        {"content", text.empty() ? "(no result)" : text}});
  }
}

Result<void> ToolResults::put_rest(Content& user, const std::vector<std::string>& calls) const {
  for (const ToolResultPart* result : results_) {
    if (!holds(calls, result->call_id)) user.add_text("Result of a tool call: " + text_of(*result));
    bool named = false;
    for (const auto& piece : result->content) {
      if (!is_pictorial(piece)) continue;
      if (!named) user.add_text("Part of the result of the tool call " + result->call_id + ":");
      named = true;
      const auto* image = std::get_if<ImagePart>(&piece);
      Result<void> added =
          image != nullptr ? user.add(*image) : user.add(*std::get_if<DocumentPart>(&piece));
      if (!added) return added;
    }
  }
  return {};
}

}  // namespace edgee::openai_chat

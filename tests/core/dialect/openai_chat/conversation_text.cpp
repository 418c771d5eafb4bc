#include "tests/core/dialect/openai_chat/conversation_text.h"

#include <variant>

namespace edgee::test {
namespace {

struct Word {
  std::string operator()(const TextPart& part) const { return "text " + part.text; }
  std::string operator()(const ImagePart& part) const {
    return "image " + (part.url.empty() ? part.media_type + " " + part.base64 : part.url);
  }
  std::string operator()(const DocumentPart& part) const {
    return "document " + part.media_type + " " + part.base64 + part.text + part.url + " (" +
           part.title + ")";
  }
  std::string operator()(const ThinkingPart& part) const {
    const std::string kind = part.redacted ? "redacted " : "thinking ";
    return kind + part.text + (part.signature.empty() ? "" : " signed " + part.signature);
  }
  std::string operator()(const ToolCallPart& part) const {
    const std::string sign = part.signature.empty() ? "" : " signed " + part.signature;
    return "call " + part.id + " " + part.name + " " + part.input_json + sign;
  }
  std::string operator()(const ToolResultPart& part) const {
    std::string all;
    for (const auto& piece : part.content) {
      const auto* text = std::get_if<TextPart>(&piece);
      if (!all.empty()) all += '+';
      all += text != nullptr ? text->text : std::visit(*this, piece);
    }
    return "result " + part.call_id + (part.is_error ? " error " : " ") + all;
  }
  std::string operator()(const OpaquePart& part) const { return part.type + " " + part.json; }
};

std::string role_of(const Message& message) {
  if (message.role == Role::system) return "system";
  return message.role == Role::user ? "user" : "assistant";
}

std::string number(const std::optional<double>& value) {
  return value ? dump_json(Json(*value)) : "-";
}

std::string describe_choice(const Conversation& conversation) {
  if (!conversation.tool_choice) return "-";
  constexpr const char* kKinds[] = {"auto", "any", "tool", "none"};
  const ToolChoice& choice = *conversation.tool_choice;
  return kKinds[static_cast<std::size_t>(choice.kind)] + (" " + choice.tool) +
         (choice.parallel ? "" : " one by one");
}

}  // namespace

std::string describe_messages(const Conversation& conversation) {
  std::string all;
  for (const Message& message : conversation.messages) {
    std::string line;
    for (const Part& part : message.parts)
      line += (line.empty() ? "" : " | ") + std::visit(Word{}, part);
    all += role_of(message) + ": " + line + "\n";
  }
  return all;
}

std::string describe_conversation(const Conversation& conversation) {
  constexpr const char* kModes[] = {"unset", "disabled", "adaptive", "budget"};
  std::string all = "model " + conversation.model + "\nstream " +
                    (conversation.stream ? "yes" : "no") + "\nmax " +
                    std::to_string(conversation.max_tokens.value_or(-1)) + "\ntemperature " +
                    number(conversation.temperature) + "\ntop_p " + number(conversation.top_p) +
                    "\nthinking " + kModes[static_cast<std::size_t>(conversation.thinking.mode)] +
                    " " + std::to_string(conversation.thinking.budget_tokens) + "\neffort " +
                    conversation.effort + "\nchoice " + describe_choice(conversation) +
                    "\nschema " + conversation.output_schema_json + "\n";
  for (const std::string& stop : conversation.stop_sequences)
    all += "stop " + quote_json(stop) + "\n";
  for (const std::string& text : conversation.system)
    all += "system " + quote_json(text) + "\n";
  for (const ToolSpec& tool : conversation.tools) {
    all += "tool " + tool.name + " " + tool.description + " " + tool.schema_json + " " +
           tool.server_type + (tool.freeform ? " freeform " + tool.grammar_json : "") + "\n";
  }
  return all + describe_messages(conversation);
}

}  // namespace edgee::test

#include "core/dialect/openai_responses/input_decode.h"

#include <string>
#include <utility>
#include <variant>

#include "core/dialect/openai_responses/content_decode.h"
#include "core/dialect/openai_responses/history_builder.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

std::string joined(const std::vector<Part>& parts) {
  std::string text;
  for (const Part& part : parts) {
    const auto* plain = std::get_if<TextPart>(&part);
    if (plain == nullptr) continue;
    if (!text.empty()) text += "\n\n";
    text += plain->text;
  }
  return text;
}

class InputReader {
 public:
  InputReader(const ToolTable& tools, Conversation& conversation)
      : tools_(tools), conversation_(conversation) {}

  [[nodiscard]] Result<void> read(std::string_view item);
  void read_plain(std::string text) { history_.add_user({TextPart{std::move(text)}}); }
  void finish() { history_.finish(conversation_); }

 private:
  [[nodiscard]] Result<void> read_message(std::string_view item);
  void read_call(const CallForm& form, std::string_view item);
  [[nodiscard]] Result<void> read_output(const CallForm& form, std::string_view item);
  void read_reasoning(std::string_view item);
  [[nodiscard]] static Result<void> read_reference(std::string_view item);

  const ToolTable& tools_;
  Conversation& conversation_;
  HistoryBuilder history_;
};

Result<void> InputReader::read(std::string_view item) {
  const std::string type = text_at(item, "type");
  if (type == "message" || (type.empty() && !json_at(item, "role").empty())) {
    return read_message(item);
  }
  if (const CallForm* form = form_of_call(type)) {
    read_call(*form, item);
  } else if (const CallForm* answered = form_of_output(type)) {
    return read_output(*answered, item);
  } else if (type == "reasoning") {
    read_reasoning(item);
  } else if (type == "item_reference") {
    return read_reference(item);
  } else if (type == "configuration_update") {
    decode_effort(text_at(json_at(item, "reasoning"), "effort"), conversation_);
  } else if (type == "compaction" || type == "context_compaction") {
    read_plain(
        "(Earlier parts of this conversation were summed up in a form that only their own "
        "model can read.)");
  } else if (type == "compaction_trigger") {
    return fail("input: only OpenAI can sum up a conversation in a compaction item");
  }
  return {};
}

Result<void> InputReader::read_message(std::string_view item) {
  Result<std::vector<Part>> parts = decode_content(json_at(item, "content"));
  if (!parts) return tl::unexpected(parts.error());
  if (parts->empty()) return {};
  const std::string role = text_at(item, "role");
  if (role == "assistant") {
    for (Part& part : *parts)
      history_.add_assistant(std::move(part));
  } else if (role == "developer" || role == "system") {
    history_.add_instruction(joined(*parts));
  } else if (role == "user") {
    history_.add_user(std::move(*parts));
  } else {
    return fail("input: unknown role '" + role + "'");
  }
  return {};
}

void InputReader::read_call(const CallForm& form, std::string_view item) {
  const std::string_view payload = json_at(item, form.payload);
  ToolCallPart call;
  call.id = text_at(item, "call_id");
  if (call.id.empty()) return;  // a search or a shell that the provider ran itself
  const std::string name = form.name.empty() ? text_at(item, "name") : std::string(form.name);
  call.name = tools_.flat_name(text_at(item, "namespace"), name);
  if (form.kind == CallKind::custom) {
    call.input_json = R"({"input":)" + json_string(json_text(payload)) + "}";
  } else {
    call.input_json = payload.starts_with('"') ? json_text(payload) : std::string(payload);
  }
  if (call.input_json.empty()) call.input_json = "{}";
  history_.add_assistant(std::move(call));
}

Result<void> InputReader::read_output(const CallForm& form, std::string_view item) {
  ToolResultPart result;
  result.call_id = text_at(item, "call_id");
  if (result.call_id.empty()) result.call_id = text_at(item, "id");  // local_shell_call_output
  if (result.call_id.empty()) return {};
  if (form.kind == CallKind::tool_search) {
    std::string names;
    const std::string_view found = json_at(item, "tools");
    JsonWalk walk(found);
    for (JsonSpan span; walk.next(span);) {
      names += (names.empty() ? "" : ", ") + text_at(span.in(found), "name");
    }
    result.content.emplace_back(TextPart{"Tools that can be called now: " + names});
    history_.add_result(std::move(result));
    return {};
  }
  const std::string_view output = json_at(item, "output");
  if (form.kind == CallKind::shell && output.starts_with('[')) {
    result.content.emplace_back(TextPart{std::string(output)});  // stdout, stderr, outcome: as JSON
    history_.add_result(std::move(result));
    return {};
  }
  Result<std::vector<Part>> parts = decode_content(output);
  if (!parts) return tl::unexpected(parts.error());
  for (Part& part : *parts) {
    if (auto* text = std::get_if<TextPart>(&part)) result.content.emplace_back(std::move(*text));
    if (auto* image = std::get_if<ImagePart>(&part)) result.content.emplace_back(std::move(*image));
    if (auto* document = std::get_if<DocumentPart>(&part)) {
      result.content.emplace_back(std::move(*document));
    }
  }
  history_.add_result(std::move(result));
  return {};
}

void InputReader::read_reasoning(std::string_view item) {
  std::string text = paragraphs(json_at(item, "summary"));
  if (text.empty()) text = paragraphs(json_at(item, "content"));
  if (!text.empty()) history_.add_assistant(ThinkingPart{std::move(text), {}, false});
}

Result<void> InputReader::read_reference(std::string_view item) {
  if (text_at(item, "id").starts_with("rs_")) return {};
  return fail(
      "input: an item_reference names what only its provider keeps (the agent should send "
      "store: false and whole items)");
}

}  // namespace

void decode_effort(std::string_view word, Conversation& conversation) {
  if (word.empty()) return;
  const bool none = word == "none";
  conversation.thinking.mode = none ? ThinkingWish::Mode::disabled : ThinkingWish::Mode::adaptive;
  conversation.effort = none ? "" : word == "minimal" ? "low" : word == "ultra" ? "max" : word;
}

Result<void> decode_input(std::string_view input, const ToolTable& tools,
                          Conversation& conversation) {
  InputReader reader(tools, conversation);
  if (input.starts_with('"')) {
    reader.read_plain(json_text(input));
  } else {
    JsonWalk walk(input);
    for (JsonSpan span; walk.next(span);) {
      if (auto read = reader.read(span.in(input)); !read) return read;
    }
  }
  reader.finish();
  return {};
}

}  // namespace edgee::openai_responses

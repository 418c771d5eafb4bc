#include "core/dialect/openai_responses/input_encode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "core/dialect/openai_responses/content_encode.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

class InputWriter {
 public:
  InputWriter(const Conversation& conversation, const EncodeTarget& target)
      : conversation_(conversation), target_(target), content_(target) {}

  [[nodiscard]] Result<std::string> write();

 private:
  [[nodiscard]] Result<void> put_user(const Message& message);
  void put_assistant(const Message& message);
  void put_instruction(const Message& message);
  void put_call(const ToolCallPart& call);
  [[nodiscard]] Result<void> put_result(const ToolResultPart& result);
  void put_message(std::string_view role);
  void put_missing_results();
  [[nodiscard]] bool is_freeform(std::string_view name) const;
  void begin(std::string_view type);

  struct OpenCall {
    std::string id;
    bool freeform = false;
  };

  const Conversation& conversation_;
  const EncodeTarget& target_;
  Content content_;
  std::string out_ = "[";
  std::vector<OpenCall> open_calls_;
};

Result<std::string> InputWriter::write() {
  for (const Message& message : conversation_.messages) {
    if (message.role == Role::assistant) {
      put_missing_results();
      put_assistant(message);
    } else if (message.role == Role::system) {
      put_instruction(message);
    } else if (Result<void> put = put_user(message); !put) {
      return tl::unexpected(put.error());
    }
  }
  put_missing_results();
  return std::move(out_) + "]";
}

void InputWriter::begin(std::string_view type) {
  put_comma(out_);
  out_ += '{';
  put_text(out_, "type", type);
}

void InputWriter::put_message(std::string_view role) {
  if (content_.empty()) return;
  begin("message");
  put_text(out_, "role", role);
  put_raw(out_, "content", content_.take());
  out_ += '}';
}

Result<void> InputWriter::put_user(const Message& message) {
  for (const Part& part : message.parts) {
    const auto* result = std::get_if<ToolResultPart>(&part);
    if (result == nullptr) continue;
    if (Result<void> put = put_result(*result); !put) return put;
  }
  for (const Part& part : message.parts) {
    Result<void> added;
    if (const auto* text = std::get_if<TextPart>(&part)) content_.add_text(text->text);
    if (const auto* image = std::get_if<ImagePart>(&part)) added = content_.add(*image);
    if (const auto* document = std::get_if<DocumentPart>(&part)) added = content_.add(*document);
    if (!added) return added;
  }
  put_message("user");
  return {};
}

void InputWriter::put_assistant(const Message& message) {
  for (const Part& part : message.parts) {
    if (const auto* text = std::get_if<TextPart>(&part)) {
      content_.add_text("output_text", text->text);
    } else if (const auto* call = std::get_if<ToolCallPart>(&part)) {
      put_message("assistant");
      put_call(*call);
    }
  }
  put_message("assistant");
}

void InputWriter::put_instruction(const Message& message) {
  for (const Part& part : message.parts) {
    if (const auto* text = std::get_if<TextPart>(&part)) content_.add_text(text->text);
  }
  put_message(target_.provider.responses.developer_role ? "developer" : "system");
}

bool InputWriter::is_freeform(std::string_view name) const {
  if (!target_.provider.responses.freeform_tools) return false;
  const auto& tools = conversation_.tools;
  return std::any_of(tools.begin(), tools.end(),
                     [name](const ToolSpec& tool) { return tool.freeform && tool.name == name; });
}

void InputWriter::put_call(const ToolCallPart& call) {
  const bool known = std::any_of(open_calls_.begin(), open_calls_.end(),
                                 [&](const OpenCall& open) { return open.id == call.id; });
  if (known) return;  // two calls of one id are refused
  const bool freeform = is_freeform(call.name);
  begin(freeform ? "custom_tool_call" : "function_call");
  put_text(out_, "call_id", short_call_id(call.id));
  put_text(out_, "name", call.name);
  if (freeform) {
    put_text(out_, "input", freeform_text(call.input_json));
  } else {
    put_text(out_, "arguments", call.input_json.empty() ? "{}" : call.input_json);
  }
  out_ += '}';
  open_calls_.push_back({call.id, freeform});
}

Result<void> InputWriter::put_result(const ToolResultPart& result) {
  const auto call = std::find_if(open_calls_.begin(), open_calls_.end(),
                                 [&](const OpenCall& open) { return open.id == result.call_id; });
  Result<std::string> output = encode_output(result, target_);
  if (!output) return tl::unexpected(output.error());
  if (call == open_calls_.end()) {
    content_.add_text("Result of a tool call: " +
                      (output->starts_with('"') ? json_text(*output) : *output));
    return {};
  }
  begin(call->freeform ? "custom_tool_call_output" : "function_call_output");
  put_text(out_, "call_id", short_call_id(result.call_id));
  put_raw(out_, "output", *output);
  out_ += '}';
  open_calls_.erase(call);
  return {};
}

void InputWriter::put_missing_results() {
  for (const OpenCall& call : std::exchange(open_calls_, {})) {
    begin(call.freeform ? "custom_tool_call_output" : "function_call_output");
    put_text(out_, "call_id", short_call_id(call.id));
    put_text(out_, "output", "(no result)");
    out_ += '}';
  }
}

// FNV-1a.
std::uint64_t hash(std::string_view text) {
  std::uint64_t value = 0xcbf29ce484222325U;
  for (const char c : text) {
    value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  return value;
}

}  // namespace

Result<std::string> encode_input(const Conversation& conversation, const EncodeTarget& target) {
  return InputWriter(conversation, target).write();
}

std::string short_call_id(std::string_view id) {
  constexpr std::size_t kLongest = 64;
  if (!id.empty() && id.size() <= kLongest) return std::string(id);
  std::array<char, 17> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hash(id), 36).ptr;
  return "call_" + std::string(digits.data(), end);
}

std::string freeform_text(std::string_view input_json) {
  const std::string_view input = json_at(input_json, "input");
  return input.starts_with('"') ? json_text(input) : std::string(input_json);
}

}  // namespace edgee::openai_responses

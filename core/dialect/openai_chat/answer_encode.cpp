#include <cstddef>
#include <utility>
#include <variant>

#include "core/base/json.h"
#include "core/dialect/openai_chat/answer.h"
#include "core/dialect/openai_chat/stream_encoder.h"
#include "core/dialect/openai_chat/words.h"

namespace edgee::openai_chat {
namespace {

struct Call {
  BlockStart start;
  std::string input;
  std::string signature;
};

struct Answer {
  MessageStart start;
  std::string text;
  std::string thinking;
  std::vector<Call> calls;
  TokenUsage usage;
  Stop stop;
  bool new_text = false;  // a block has begun that has not said anything
  bool new_thinking = false;
};

// Another block is another paragraph.
void say(std::string& said, bool& begun, const std::string& text) {
  if (text.empty()) return;
  if (std::exchange(begun, false) && !said.empty()) said += "\n\n";
  said += text;
}

Call* find_call(Answer& answer, int index) {
  for (Call& call : answer.calls) {
    if (call.start.index == index) return &call;
  }
  return nullptr;
}

void gather(const StreamEvent& event, Answer& answer) {
  if (const auto* start = std::get_if<MessageStart>(&event)) {
    answer = Answer{};
    answer.start = *start;
    answer.usage = start->usage;
  } else if (const auto* block = std::get_if<BlockStart>(&event)) {
    if (block->kind == BlockKind::text) answer.new_text = true;
    if (block->kind == BlockKind::thinking) answer.new_thinking = true;
    if (block->kind == BlockKind::tool_call) answer.calls.push_back(Call{*block, "", ""});
  } else if (const auto* text = std::get_if<TextDelta>(&event)) {
    say(answer.text, answer.new_text, text->text);
  } else if (const auto* thinking = std::get_if<ThinkingDelta>(&event)) {
    say(answer.thinking, answer.new_thinking, thinking->text);
  } else if (const auto* tool = std::get_if<ToolDelta>(&event)) {
    if (Call* call = find_call(answer, tool->index)) call->input += tool->json;
  } else if (const auto* signature = std::get_if<Signature>(&event)) {
    if (Call* call = find_call(answer, signature->index)) call->signature += signature->signature;
  } else if (const auto* usage = std::get_if<Usage>(&event)) {
    answer.usage = usage->usage;
  } else if (const auto* stop = std::get_if<Stop>(&event)) {
    answer.stop = *stop;
  }
}

OrderedJson write_call(const Call& call, const std::string& seed, AgentTools& tools) {
  const AgentTool tool = tools.find(call.start.name);
  OrderedJson written = {{"id", call_id(call.start.id, seed)}};
  if (tool.freeform) {
    written["type"] = "custom";
    written["custom"] = {{"name", tool.name}, {"input", freeform_input(call.input)}};
  } else {
    written["type"] = "function";
    written["function"] = {{"name", tool.name},
                           {"arguments", call.input.empty() ? "{}" : call.input}};
  }
  if (!call.signature.empty()) {
    written["extra_content"] = {{"google", {{"thought_signature", call.signature}}}};
  }
  return written;
}

OrderedJson write_message(const Answer& answer, const std::string& id, const Request& request) {
  OrderedJson message = {{"role", "assistant"}, {"content", nullptr}, {"refusal", nullptr}};
  if (!answer.text.empty() || answer.calls.empty()) message["content"] = answer.text;
  if (!answer.thinking.empty()) message["reasoning_content"] = answer.thinking;
  AgentTools tools(request.raw);
  std::size_t number = 0;
  for (const Call& call : answer.calls) {
    message["tool_calls"].push_back(write_call(call, id + "/" + std::to_string(++number), tools));
  }
  return message;
}

}  // namespace

std::string encode_answer(const std::vector<StreamEvent>& events, const Request& request) {
  Answer answer;
  for (const StreamEvent& event : events)
    gather(event, answer);
  const std::string id = answer_id(answer.start.id, request);
  const std::string& asked = request.facts.model;
  const std::string_view reason = stop_word(answer.stop, !answer.calls.empty());
  const OrderedJson choice = {{"index", 0},
                              {"message", write_message(answer, id, request)},
                              {"logprobs", nullptr},
                              {"finish_reason", reason}};
  std::string body = dump_json(OrderedJson{{"id", id},
                                           {"object", "chat.completion"},
                                           {"created", request.received_at},
                                           {"model", asked.empty() ? answer.start.model : asked},
                                           {"choices", OrderedJson::array({choice})}});
  body.pop_back();
  return body + R"(,"usage":)" + write_usage(answer.usage) + "}";
}

}  // namespace edgee::openai_chat

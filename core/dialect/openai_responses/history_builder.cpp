#include "core/dialect/openai_responses/history_builder.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace edgee::openai_responses {
namespace {

constexpr const char* kNoResult = "(no result yet)";

// Results stand before any words of their turn.
void put_result(std::vector<Part>& parts, ToolResultPart result) {
  const auto words = std::find_if(parts.begin(), parts.end(), [](const Part& part) {
    return !std::holds_alternative<ToolResultPart>(part);
  });
  parts.insert(words, std::move(result));
}

}  // namespace

Message& HistoryBuilder::turn(Role role) {
  if (messages_.empty() || messages_.back().role != role) messages_.push_back({role, {}});
  return messages_.back();
}

void HistoryBuilder::add_assistant(Part part) {
  if (answering_) close_round();
  if (open_calls_.empty()) flush_instructions();
  if (const auto* call = std::get_if<ToolCallPart>(&part)) open_calls_.push_back(call->id);
  turn(Role::assistant).parts.push_back(std::move(part));
}

void HistoryBuilder::add_user(std::vector<Part> parts) {
  close_round();
  std::vector<Part>& into = turn(Role::user).parts;
  for (Part& part : parts)
    into.push_back(std::move(part));
}

void HistoryBuilder::add_instruction(std::string text) {
  if (messages_.empty()) {
    system_.push_back(std::move(text));
  } else {
    later_.push_back(std::move(text));
    if (open_calls_.empty()) flush_instructions();
  }
}

// A result whose call is not open came late (an async call), twice, or belongs to a call that was
// dropped: it is told in words.
void HistoryBuilder::add_result(ToolResultPart result) {
  const auto call = std::find(open_calls_.begin(), open_calls_.end(), result.call_id);
  if (call == open_calls_.end()) {
    std::vector<Part> words{TextPart{"Result of the tool call " + result.call_id + ":"}};
    for (auto& piece : result.content) {
      std::visit([&words](auto& part) { words.emplace_back(std::move(part)); }, piece);
    }
    std::vector<Part>& into = turn(Role::user).parts;
    for (Part& part : words)
      into.push_back(std::move(part));
    return;
  }
  open_calls_.erase(call);
  answering_ = true;
  put_result(turn(Role::user).parts, std::move(result));
  if (open_calls_.empty()) {
    answering_ = false;
    flush_instructions();
  }
}

void HistoryBuilder::close_round() {
  for (const std::string& id : std::exchange(open_calls_, {})) {
    put_result(turn(Role::user).parts, ToolResultPart{id, {TextPart{kNoResult}}, false});
  }
  answering_ = false;
  flush_instructions();
}

void HistoryBuilder::flush_instructions() {
  for (std::string& text : std::exchange(later_, {})) {
    messages_.push_back({Role::system, {TextPart{std::move(text)}}});
  }
}

void HistoryBuilder::finish(Conversation& conversation) {
  close_round();
  for (std::string& text : system_)
    conversation.system.push_back(std::move(text));
  conversation.messages = std::move(messages_);
  *this = {};
}

}  // namespace edgee::openai_responses

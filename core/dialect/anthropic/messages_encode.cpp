#include "core/dialect/anthropic/messages_encode.h"

#include <string_view>
#include <utility>

#include "core/dialect/anthropic/parts_encode.h"

namespace edgee::anthropic {
namespace {

std::string_view role_word(Role role) {
  switch (role) {
    case Role::system:
      return "\"system\"";
    case Role::user:
      return "\"user\"";
    case Role::assistant:
      return "\"assistant\"";
  }
  return "\"user\"";
}

void append_turn(std::string& turns, Role role, std::string_view content) {
  append_item(turns, R"({"role":)");
  turns.append(role_word(role)).append(R"(,"content":)").append(content).append("}");
}

}  // namespace

std::string encode_messages(const std::vector<Message>& messages) {
  const auto words = [](std::string text) { return encode_parts({TextPart{std::move(text)}}); };
  std::string turns;
  const Message* last = nullptr;
  for (const Message& message : messages) {
    const std::string content = encode_parts(message.parts);
    if (content == "[]") continue;
    if (last == nullptr && message.role == Role::assistant) {
      append_turn(turns, Role::user, words("(The beginning is missing.)"));
    }
    append_turn(turns, message.role, content);
    last = &message;
  }
  if (last != nullptr && last->role == Role::assistant) {
    append_turn(turns, Role::user, words("Continue."));
  }
  return "[" + std::move(turns) + "]";
}

}  // namespace edgee::anthropic

#include "core/dialect/openai_chat/limits.h"

#include <algorithm>
#include <cstddef>
#include <variant>

namespace edgee::openai_chat {
namespace {

constexpr std::int64_t kFewest = 16;             // fewer are refused by some
constexpr std::int64_t kUnknownRemote = 32'000;  // what most hosts grant a model we do not know
constexpr std::size_t kImageBytes = 6'000;       // an image as so much text

struct SizeOf {
  std::size_t operator()(const TextPart& part) const { return part.text.size(); }
  std::size_t operator()(const ImagePart& /*part*/) const { return kImageBytes; }
  std::size_t operator()(const DocumentPart& part) const {
    return part.text.size() + part.base64.size() / 4;
  }
  std::size_t operator()(const ThinkingPart& part) const { return part.text.size(); }
  std::size_t operator()(const ToolCallPart& part) const { return part.input_json.size(); }
  std::size_t operator()(const OpaquePart& part) const { return part.json.size(); }
  std::size_t operator()(const ToolResultPart& part) const {
    std::size_t size = 0;
    for (const auto& piece : part.content)
      size += std::visit(*this, piece);
    return size;
  }
};

// About 3.5 bytes a token, rounded up: too little room is worse than a shorter answer.
std::int64_t prompt_tokens(const Conversation& conversation) {
  std::size_t bytes = 0;
  for (const std::string& text : conversation.system)
    bytes += text.size();
  for (const ToolSpec& tool : conversation.tools) {
    bytes += tool.name.size() + tool.description.size() + tool.schema_json.size();
  }
  for (const Message& message : conversation.messages) {
    for (const Part& part : message.parts)
      bytes += std::visit(SizeOf{}, part);
  }
  return static_cast<std::int64_t>(bytes * 10 / 32);
}

}  // namespace

std::optional<std::int64_t> output_limit(const Conversation& conversation,
                                         const EncodeTarget& target) {
  if (!conversation.max_tokens) return std::nullopt;
  return output_limit(*conversation.max_tokens, prompt_tokens(conversation), target);
}

std::optional<std::int64_t> output_limit(std::int64_t wanted, std::int64_t prompt,
                                         const EncodeTarget& target) {
  const ModelInfo& info = target.info;
  if (info.max_output == 0 && info.window == 0 && target.provider.local) return std::nullopt;
  std::int64_t limit = wanted;
  if (info.max_output > 0) limit = std::min(limit, info.max_output);
  if (info.window > 0) limit = std::min(limit, info.window - prompt);
  if (info.max_output == 0 && info.window == 0) limit = std::min(limit, kUnknownRemote);
  return std::max(limit, kFewest);
}

}  // namespace edgee::openai_chat

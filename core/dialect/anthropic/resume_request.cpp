#include "core/dialect/anthropic/resume_request.h"

#include <cstddef>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_quote.h"

namespace edgee::anthropic {
namespace {

std::string text_block(std::string_view text) {
  return R"({"type":"text","text":)" + quote_json(text) + "}";
}

std::string turn(std::string_view role, const std::string& blocks) {
  return R"(,{"role":")" + std::string(role) + R"(","content":[)" + blocks + "]}";
}

bool is_thinking(std::string_view type) {
  return type == R"("thinking")" || type == R"("redacted_thinking")";
}

}  // namespace

std::optional<std::string> resume_request(const JsonDoc& request,
                                          std::span<const std::string> texts, bool prefill,
                                          std::string_view instruction) {
  const auto messages = request.child(request.root(), "messages");
  if (!messages || texts.empty() || request.children(*messages).empty()) return std::nullopt;
  std::string blocks;
  for (const std::string& text : texts)
    blocks += (blocks.empty() ? "" : ",") + text_block(text);
  std::string added = turn("assistant", blocks);
  if (!prefill) added += turn("user", text_block(instruction));
  Edits edits;
  edits.insert(messages->end - 1, std::move(added));
  return edits.apply(request.text());
}

std::optional<std::string> remove_thinking(const JsonDoc& request) {
  const auto list = request.child(request.root(), "messages");
  if (!list) return std::nullopt;
  const std::vector<JsonSpan> messages = request.children(*list);
  Edits edits;
  std::vector<std::size_t> emptied;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto content = request.child(messages[i], "content");
    const auto blocks = content ? request.children(*content) : std::vector<JsonSpan>();
    std::vector<std::size_t> thinking;
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      if (is_thinking(request.value(blocks[k], "type"))) thinking.push_back(k);
    }
    if (!thinking.empty() && thinking.size() == blocks.size()) {
      emptied.push_back(i);
    } else {
      edits.remove_members(blocks, thinking);
    }
  }
  edits.remove_members(messages, emptied);
  if (edits.empty()) return std::nullopt;
  return edits.apply(request.text());
}

}  // namespace edgee::anthropic

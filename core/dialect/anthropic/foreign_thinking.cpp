#include "core/dialect/anthropic/foreign_thinking.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_doc.h"
#include "core/dialect/anthropic/foreign_ids.h"
#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/splice.h"

namespace edgee {
namespace {

// Indexes of the foreign blocks in a message's content.
std::vector<std::size_t> foreign_blocks(const JsonDoc& doc, const std::vector<JsonSpan>& blocks) {
  std::vector<std::size_t> foreign;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (doc.value(blocks[i], "type") != "\"thinking\"") continue;
    if (is_foreign_signature(doc.value(blocks[i], "signature"))) foreign.push_back(i);
  }
  return foreign;
}

// What goes of one message; true when nothing of it stays.
bool strip_message(const JsonDoc& doc, const std::vector<JsonSpan>& blocks, Edits& edits) {
  const std::vector<std::size_t> foreign = foreign_blocks(doc, blocks);
  if (!foreign.empty() && foreign.size() == blocks.size()) return true;
  edits.remove_members(blocks, foreign);
  return false;
}

}  // namespace

bool is_foreign_signature(std::string_view literal) {
  const std::string signature = json_text(literal);
  return signature.empty() || signature == kForeignSignature;
}

std::optional<std::string> strip_foreign_thinking(std::string_view raw) {
  const JsonDoc doc = anthropic::walk_request(raw);
  const auto list = doc.child(doc.root(), "messages");
  if (!list) return std::nullopt;
  const std::vector<JsonSpan> messages = doc.children(*list);
  Edits edits;
  std::vector<std::size_t> emptied;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto content = doc.child(messages[i], "content");
    const auto blocks = content ? doc.children(*content) : std::vector<JsonSpan>();
    if (blocks.empty()) continue;
    if (strip_message(doc, blocks, edits)) emptied.push_back(i);
    anthropic::mend_ids(doc, blocks, edits);
  }
  edits.remove_members(messages, emptied);
  if (edits.empty()) return std::nullopt;
  return edits.apply(raw);
}

}  // namespace edgee

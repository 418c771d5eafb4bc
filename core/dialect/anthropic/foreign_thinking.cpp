#include "core/dialect/anthropic/foreign_thinking.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/anthropic/foreign_ids.h"
#include "core/dialect/splice.h"

namespace edgee {
namespace {

// Agents write an empty signature when a server gave none.
constexpr std::string_view kUnsigned = R"("signature":"")";

bool may_have_foreign_thinking(std::string_view raw) {
  return find_text(raw, kForeignSignature) != std::string_view::npos ||
         find_text(raw, kUnsigned) != std::string_view::npos;
}

// Indexes of the foreign blocks in a message's content. Claude's own always carry a signature.
std::vector<std::size_t> foreign_blocks(std::string_view raw, const std::vector<JsonSpan>& blocks) {
  std::vector<std::size_t> foreign;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string_view block = blocks[i].in(raw);
    if (json_at(block, "type") != "\"thinking\"") continue;
    const std::string signature = json_text(json_at(block, "signature"));
    if (signature.empty() || signature == kForeignSignature) foreign.push_back(i);
  }
  return foreign;
}

// What goes of one message; true when nothing of it stays.
bool strip_message(std::string_view raw, const std::vector<JsonSpan>& blocks, Edits& edits) {
  const std::vector<std::size_t> foreign = foreign_blocks(raw, blocks);
  if (!foreign.empty() && foreign.size() == blocks.size()) return true;
  edits.remove_members(blocks, foreign);
  return false;
}

}  // namespace

std::optional<std::string> strip_foreign_thinking(std::string_view raw) {
  const bool thinking = may_have_foreign_thinking(raw);
  const bool ids = anthropic::has_foreign_ids(raw);
  if (!thinking && !ids) return std::nullopt;
  const auto members = scan_json(raw);
  const JsonSpan* list = members ? find_member(*members, "messages") : nullptr;
  const auto messages = list ? scan_json(list->in(raw), list->begin) : std::nullopt;
  if (!messages) return std::nullopt;
  Edits edits;
  std::vector<std::size_t> emptied;
  for (std::size_t i = 0; i < messages->size(); ++i) {
    const JsonSpan& message = (*messages)[i];
    const auto fields = scan_json(message.in(raw), message.begin);
    const JsonSpan* content = fields ? find_member(*fields, "content") : nullptr;
    const auto blocks = content ? scan_json(content->in(raw), content->begin) : std::nullopt;
    if (!blocks) continue;
    if (thinking && strip_message(raw, *blocks, edits)) emptied.push_back(i);
    if (ids) anthropic::mend_ids(raw, *blocks, edits);
  }
  edits.remove_members(*messages, emptied);
  if (edits.empty()) return std::nullopt;
  return edits.apply(raw);
}

}  // namespace edgee

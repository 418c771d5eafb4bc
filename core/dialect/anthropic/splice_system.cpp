// The system prompt, and instructions in the middle of the conversation.
#include <utility>

#include "core/base/json_quote.h"
#include "core/dialect/anthropic/request_decode.h"
#include "core/dialect/anthropic/splice_parts.h"

namespace edgee::anthropic {
namespace {

// What stays of a system text; nullopt when it carries no attribution.
std::optional<std::string> cleaned(std::string_view literal) {
  if (literal.substr(0, 64).find("x-anthropic-billing-header:") == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string text = json_text(literal);
  const std::string_view kept = without_attribution(text);
  if (kept.size() == text.size()) return std::nullopt;
  return kept.empty() ? std::string() : quote_json(kept);
}

void clean_blocks(Splice& splice, const std::vector<JsonSpan>& blocks) {
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto text = splice.doc.child(blocks[i], "text");
    const auto kept = text ? cleaned(text->in(splice.raw)) : std::nullopt;
    if (kept && kept->empty()) doomed.push_back(i);
    if (kept && !kept->empty()) splice.edits.replace(text->begin, text->end, *kept);
  }
  if (!doomed.empty() && doomed.size() == blocks.size()) {
    splice.drop("system");
  } else {
    splice.edits.remove_members(blocks, doomed);
  }
}

void drop_cache_marks(Splice& splice, const std::vector<JsonSpan>& blocks) {
  for (const JsonSpan& block : blocks) {
    const std::vector<JsonSpan> fields = splice.doc.children(block);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].key == "cache_control") splice.edits.remove_members(fields, {i});
    }
  }
}

}  // namespace

void splice_system(Splice& splice) {
  const JsonSpan* system = splice.find("system");
  if (system == nullptr) return;
  const std::string_view value = system->in(splice.raw);
  if (value.starts_with('"')) {
    const auto kept = splice.able.vendor ? std::nullopt : cleaned(value);
    if (kept && kept->empty()) splice.drop("system");
    if (kept && !kept->empty()) splice.replace("system", *kept);
    return;
  }
  const std::vector<JsonSpan> blocks = splice.doc.children(*system);
  if (!splice.able.vendor) clean_blocks(splice, blocks);
  if (!splice.able.cache_control) drop_cache_marks(splice, blocks);
}

}  // namespace edgee::anthropic

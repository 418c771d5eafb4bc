// Content blocks of earlier turns: what other servers than Claude's do not take is rewritten as
// text or left out.
#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/json_quote.h"
#include "core/dialect/anthropic/parts_decode.h"
#include "core/dialect/anthropic/splice_parts.h"

namespace edgee::anthropic {
namespace {

std::string text_block(std::string_view text) {
  return R"({"type":"text","text":)" + quote_json(text) + "}";
}

std::string document_text(std::string_view block) {
  const std::vector<Part> parts = decode_parts("[" + std::string(block) + "]");
  const auto* document = parts.empty() ? nullptr : std::get_if<DocumentPart>(&parts.front());
  if (document == nullptr || document->text.empty()) {
    return "(A document stood here; this model cannot read it.)";
  }
  return document->title.empty() ? document->text : document->title + "\n" + document->text;
}

// What stands for a block that the target does not take; "" = nothing.
std::string stand_in(std::string_view type, std::string_view block) {
  if (type == "document") return text_block(document_text(block));
  if (type == "compaction") {
    const std::string summary = text_at(block, "content");
    return summary.empty() ? std::string() : text_block(summary);
  }
  if (type == "tool_reference") {
    return text_block("The tool " + text_at(block, "tool_name") + " can be used now.");
  }
  if (type == "search_result") {
    const std::string_view content = json_at(block, "content");
    std::string text = text_at(block, "title") + "\n" + text_at(block, "source");
    JsonWalk walk(content);
    for (JsonSpan span; walk.next(span);)
      text += "\n" + text_at(span.in(content), "text");
    return text_block(text);
  }
  return {};
}

bool passes(std::string_view type, const Capabilities& able) {
  if (type == "thinking") return able.thinking_history;
  if (type == "document") return able.documents;
  return !common_block_fields(type).empty();
}

void splice_blocks(Splice& splice, const JsonSpan& content);

void clean_block(Splice& splice, std::string_view type, const std::vector<JsonSpan>& fields) {
  const auto known = common_block_fields(type);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string_view key = fields[i].key;
    const bool mark = key == "cache_control" && !splice.able.cache_control;
    if (mark || std::find(known.begin(), known.end(), key) == known.end()) doomed.push_back(i);
    if (type == "tool_result" && key == "content") splice_blocks(splice, fields[i]);
  }
  splice.edits.remove_members(fields, doomed);
}

// `content` is a message's or a tool result's. A list that would be left empty gets a word.
void splice_blocks(Splice& splice, const JsonSpan& content) {
  const std::string_view raw = splice.raw;
  if (!content.in(raw).starts_with('[')) return;
  const std::vector<JsonSpan> blocks = splice.doc.children(content);
  if (blocks.empty()) return;
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const JsonSpan& block = blocks[i];
    const std::vector<JsonSpan> fields = splice.doc.children(block);
    if (!block.in(raw).starts_with('{')) continue;
    const JsonSpan* named = find_member(fields, "type");
    const std::string type = named ? json_text(named->in(raw)) : std::string();
    if (passes(type, splice.able)) {
      clean_block(splice, type, fields);
      continue;
    }
    std::string other = stand_in(type, block.in(raw));
    if (other.empty()) {
      doomed.push_back(i);
    } else {
      splice.edits.replace(block.begin, block.end, std::move(other));
    }
  }
  if (doomed.size() == blocks.size()) {
    splice.edits.replace(blocks.front().begin, blocks.back().end, text_block("(no text)"));
  } else {
    splice.edits.remove_members(blocks, doomed);
  }
}

// Some servers refuse a turn that called tools without having thought.
void add_filler(Splice& splice, const JsonSpan& content) {
  bool calls = false;
  for (const JsonSpan& block : splice.doc.children(content)) {
    const std::string type = text_at(splice.doc, block, "type");
    if (type == "thinking") return;
    calls = calls || type == "tool_use";
  }
  if (!calls) return;
  splice.edits.insert(content.begin + 1, R"({"type":"thinking","thinking":)" +
                                             quote_json(splice.able.thinking_filler) +
                                             R"(,"signature":""},)");
}

}  // namespace

void splice_history(Splice& splice) {
  if (splice.able.claude) return;
  const JsonSpan* list = splice.find("messages");
  if (list == nullptr) return;
  const bool fill = !splice.able.thinking_filler.empty() &&
                    text_at(splice.value("thinking"), "type") != "disabled";
  for (const JsonSpan& message : splice.doc.children(*list)) {
    const auto content = splice.doc.child(message, "content");
    if (!content) continue;
    splice_blocks(splice, *content);
    if (fill && text_at(splice.doc, message, "role") == "assistant") {
      add_filler(splice, *content);
    }
  }
}

}  // namespace edgee::anthropic

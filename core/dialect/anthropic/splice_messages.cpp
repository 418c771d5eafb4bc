// Instructions in the middle of the conversation (role "system") become user text, joined with the
// user turn beside them so that roles still alternate.
#include <utility>

#include "core/dialect/anthropic/splice_parts.h"

namespace edgee::anthropic {
namespace {

struct Turn {
  JsonSpan span;
  JsonSpan role;
  JsonSpan content;
  bool system = false;
  bool user = false;
};

std::optional<Turn> read_turn(const JsonDoc& doc, const JsonSpan& span) {
  const auto role = doc.child(span, "role");
  const auto content = doc.child(span, "content");
  if (!role || !content) return std::nullopt;
  const std::string_view word = role->in(doc.text());
  return Turn{span, *role, *content, word == "\"system\"", word == "\"user\""};
}

void append_block(std::string& blocks, std::string_view block) {
  if (!blocks.empty()) blocks += ',';
  blocks += block;
}

// `literal` is a JSON string. Agents mark such text by this tag in user turns, and models know it.
void append_instruction(std::string& blocks, std::string_view literal) {
  if (literal.size() <= 2) return;
  append_block(blocks, R"({"type":"text","text":"<system-reminder>\n)" +
                           std::string(literal.substr(1, literal.size() - 2)) +
                           R"(\n</system-reminder>"})");
}

void append_text(std::string& blocks, std::string_view literal) {
  if (literal.size() <= 2) return;
  append_block(blocks, R"({"type":"text","text":)" + std::string(literal) + "}");
}

// The content of a turn as blocks of a user turn, separated by commas.
void append_content(std::string& blocks, std::string_view raw, const Turn& turn) {
  const std::string_view content = turn.content.in(raw);
  if (content.starts_with('"')) {
    if (turn.system) append_instruction(blocks, content);
    if (turn.user) append_text(blocks, content);
    return;
  }
  JsonWalk walk(content);
  for (JsonSpan block; walk.next(block);) {
    if (turn.user) append_block(blocks, block.in(content));
    if (turn.system) append_instruction(blocks, json_at(block.in(content), "text"));
  }
}

// Joins turns[first, last), none of them the assistant's and one at least a system's, into the
// first user turn among them. Adds the indexes of the others to `doomed`.
void join(std::string_view raw, const std::vector<Turn>& turns, std::size_t first, std::size_t last,
          Edits& edits, std::vector<std::size_t>& doomed) {
  std::size_t home = first;
  while (home < last && !turns[home].user)
    ++home;
  if (home == last) home = first;
  std::string added;
  for (std::size_t i = first; i < last; ++i) {
    if (i == home) continue;
    append_content(added, raw, turns[i]);
    doomed.push_back(i);
  }
  const Turn& turn = turns[home];
  const std::string_view content = turn.content.in(raw);
  if (turn.user && added.empty()) return;
  if (turn.user && content.starts_with('[')) {
    JsonSpan block;
    const bool empty = !JsonWalk(content).next(block);
    edits.insert(turn.content.end - 1, (empty ? "" : ",") + added);
    return;
  }
  std::string blocks;
  append_content(blocks, raw, turn);
  if (!added.empty()) append_block(blocks, added);
  if (blocks.empty()) append_text(blocks, "\"(no text)\"");
  edits.replace(turn.role.begin, turn.role.end, "\"user\"");
  edits.replace(turn.content.begin, turn.content.end, "[" + blocks + "]");
}

}  // namespace

SystemMerge merge_system_messages(const JsonDoc& doc) {
  const auto list = doc.child(doc.root(), "messages");
  if (!list) return {};
  const std::vector<JsonSpan> spans = doc.children(*list);
  std::vector<Turn> turns;
  for (const JsonSpan& span : spans) {
    auto turn = read_turn(doc, span);
    if (!turn) return {};
    turns.push_back(*turn);
  }
  SystemMerge merge;
  std::vector<std::size_t> doomed;
  for (std::size_t first = 0; first < turns.size();) {
    bool has_system = false;
    int users = 0;
    std::size_t last = first;
    for (; last < turns.size() && (turns[last].user || turns[last].system); ++last) {
      has_system = has_system || turns[last].system;
      users += turns[last].user ? 1 : 0;
    }
    if (has_system) {
      join(doc.text(), turns, first, last, merge.edits, doomed);
      merge.moves_blocks = merge.moves_blocks || users > 1;
    }
    first = last + (last == first ? 1U : 0U);
  }
  merge.edits.remove_members(spans, doomed);
  return merge;
}

}  // namespace edgee::anthropic

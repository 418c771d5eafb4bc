// Edits of [[chain.x.steps]] blocks.
#include <algorithm>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/config/edit_forms.h"
#include "core/config/lines.h"

namespace edgee {
namespace {

// Where the headers of a step stand: its own and those of its sub-tables.
void collect_headers(std::string_view toml, const TomlValue& value,
                     std::vector<std::size_t>& found) {
  if (value.kind == TomlKind::table && !value.braces) {
    found.push_back(line_begin(toml, offset_of(toml, value.place)));
  }
  for (const TomlMember& member : value.members)
    collect_headers(toml, member.value, found);
  for (const TomlValue& item : value.items)
    collect_headers(toml, item, found);
}

// The end of the last line before `limit` that is neither blank nor a comment.
std::size_t content_end(std::string_view toml, std::size_t begin, std::size_t limit) {
  std::size_t end = begin;
  for (std::size_t at = begin; at < limit;) {
    const std::string_view line = toml.substr(at, line_end(toml, at) - at);
    const bool is_header = trim(line).starts_with('[');
    const bool is_empty = is_blank(line) || is_comment(line);
    at = line_end(toml, is_header || is_empty ? at : skip_key_value(toml, at));
    if (!is_empty) end = at;
  }
  return end;
}

bool is_blank_line(std::string_view toml, std::size_t begin, std::size_t end) {
  return begin < end && is_blank(toml.substr(begin, end - begin));
}

std::string block_text(std::string_view toml, const StepList& list, std::string_view target) {
  const Span& first = list.blocks.front();
  const std::size_t end = toml.find("]]", first.begin) + 2;
  const std::string indent(indent_at(toml, first.begin));
  return std::string(toml.substr(first.begin, end - first.begin)) +
         std::string(line_break_of(toml)) + indent + "target = " + quote_json(target);
}

std::string insert_block(std::string_view toml, const StepList& list, std::size_t index,
                         std::string_view target) {
  const std::string eol(line_break_of(toml));
  const std::string block = block_text(toml, list, target);
  Edits edits;
  if (index < list.blocks.size()) {
    edits.insert(comments_above(toml, list.blocks[index].begin), block + eol + eol);
    return edits.apply(toml);
  }
  const std::size_t end = list.blocks.back().end;
  const bool open_end = toml[end - 1] != '\n';
  edits.insert(end, open_end ? eol + eol + block : eol + block + eol);
  return edits.apply(toml);
}

// One blank line goes with the block: the one that insert_block would have put there.
std::string remove_block(std::string_view toml, const StepList& list, std::size_t index) {
  Span doomed = list.blocks[index];
  if (index + 1 < list.blocks.size()) {
    const std::size_t below = line_end(toml, doomed.end);
    if (is_blank_line(toml, doomed.end, below)) doomed.end = below;
  } else if (index > 0) {
    const std::size_t above = line_begin(toml, doomed.begin - 1);
    if (is_blank_line(toml, above, doomed.begin)) doomed.begin = above;
  }
  if (toml[doomed.end - 1] != '\n') doomed.begin -= line_break_of(toml).size();
  Edits edits;
  edits.replace(doomed.begin, doomed.end, "");
  return edits.apply(toml);
}

std::string move_block(std::string_view toml, const StepList& list, std::size_t from,
                       std::size_t to) {
  std::vector<Span> slots;
  for (const Span& block : list.blocks) {
    // Without the newline, which the last block of a file may lack.
    const std::size_t last = toml.find_last_not_of("\r\n", block.end - 1);
    slots.push_back({comments_above(toml, block.begin), last + 1});
  }
  std::vector<std::string> texts;
  texts.reserve(slots.size());
  for (const Span& slot : slots)
    texts.emplace_back(toml.substr(slot.begin, slot.end - slot.begin));
  const auto at = [&](std::size_t i) { return texts.begin() + static_cast<std::ptrdiff_t>(i); };
  if (from < to) std::rotate(at(from), at(from + 1), at(to + 1));
  if (to < from) std::rotate(at(to), at(from), at(from + 1));
  Edits edits;
  permute(toml, slots, texts, edits);
  return edits.apply(toml);
}

}  // namespace

std::vector<std::size_t> header_lines(std::string_view toml) {
  std::vector<std::size_t> headers;
  for (std::size_t at = text_begin(toml); at < toml.size();) {
    const std::size_t word = toml.find_first_not_of(" \t\r\n", at);
    if (word == std::string_view::npos) break;
    if (toml[word] == '[') headers.push_back(line_begin(toml, word));
    const bool is_key = toml[word] != '[' && toml[word] != '#';
    at = line_end(toml, is_key ? skip_key_value(toml, word) : word);
  }
  return headers;
}

Result<StepList> block_list(std::string_view toml, const TomlValue& steps) {
  StepList list{&steps, {}, {}, insert_block, remove_block, move_block};
  const std::vector<std::size_t> headers = header_lines(toml);
  for (const TomlValue& step : steps.items) {
    std::vector<std::size_t> own;
    collect_headers(toml, step, own);
    const auto is_own = [&](std::size_t header) {
      return std::find(own.begin(), own.end(), header) != own.end();
    };
    const std::size_t begin = own.front();
    const auto next = std::find_if(headers.begin(), headers.end(), [&](std::size_t header) {
      return header > begin && !is_own(header);
    });
    const std::size_t limit = next == headers.end() ? toml.size() : *next;
    if (std::any_of(next, headers.end(), is_own)) {
      return fail("the tables of a step are scattered over the file", "use `edgee chain edit`");
    }
    list.blocks.push_back({begin, content_end(toml, begin, limit)});
  }
  return list;
}

}  // namespace edgee

// Edits of `steps = [...]`, on one line or many, with comments anywhere.
#include <algorithm>
#include <cassert>
#include <utility>

#include "core/base/json_quote.h"
#include "core/config/edit_forms.h"
#include "core/config/lines.h"

namespace edgee {
namespace {

std::string indent_of(std::string_view toml, const ArrayItem& item) {
  return std::string(indent_at(toml, line_begin(toml, item.value.begin)));
}

void insert_before(std::string_view toml, const ArrayItem& next, const std::string& value,
                   Edits& edits) {
  const std::string eol(line_break_of(toml));
  if (next.lines) {
    edits.insert(next.lead, indent_of(toml, next) + value + "," + eol);
  } else if (next.begins_line) {
    edits.insert(next.value.begin, value + "," + eol + indent_of(toml, next));
  } else {
    edits.insert(next.value.begin, value + ", ");
  }
}

// The new last item has a comma behind it when the old one had. A comment behind the old one stays
// on its line.
void append(std::string_view toml, const ArrayItem& last, const std::string& value, Edits& edits) {
  const std::string eol(line_break_of(toml));
  const std::string comma = last.comma ? "," : "";
  const std::size_t behind = last.comma ? *last.comma + 1 : last.value.end;
  const std::size_t next_line = line_end(toml, behind);
  if (last.lines || is_comment(toml.substr(behind, next_line - behind))) {
    if (!last.comma) edits.insert(last.value.end, ",");
    edits.insert(next_line, indent_of(toml, last) + value + comma + eol);
    return;
  }
  const std::string gap = last.begins_line ? eol + indent_of(toml, last) : " ";
  if (last.comma) {
    edits.insert(*last.comma + 1, gap + value + ",");
  } else {
    edits.insert(last.value.end, "," + gap + value);
  }
}

std::string insert_item(std::string_view toml, const StepList& list, std::size_t index,
                        std::string_view target) {
  const std::vector<ArrayItem>& items = list.layout.items;
  const std::string value = quote_json(target);
  Edits edits;
  if (items.empty()) {
    edits.insert(list.layout.open + 1, value);
  } else if (index < items.size()) {
    insert_before(toml, items[index], value, edits);
  } else {
    append(toml, items.back(), value, edits);
  }
  return edits.apply(toml);
}

void erase(std::size_t begin, std::size_t end, Edits& edits) {
  edits.replace(begin, end, "");
}

// An item that shares its lines: what stands between it and its neighbours goes when it is blank.
void remove_shared(std::string_view toml, const ArrayItem* before, const ArrayItem& item, bool last,
                   Edits& edits) {
  assert(!last || before != nullptr);  // a chain's only step is never removed
  if (!last) {
    const std::size_t behind = toml.find_first_not_of(" \t", *item.comma + 1);
    erase(item.value.begin, item.value.end, edits);
    erase(*item.comma, std::min(behind, toml.size()), edits);
    return;
  }
  const std::size_t from = item.comma ? *before->comma + 1 : *before->comma;
  const std::size_t to = item.comma ? *item.comma + 1 : item.value.end;
  const std::size_t gap = *before->comma + 1;
  if (is_blank(toml.substr(gap, item.value.begin - gap)) &&
      (!item.comma || is_blank(toml.substr(item.value.end, *item.comma - item.value.end)))) {
    erase(from, to, edits);
    return;
  }
  if (!item.comma) erase(*before->comma, *before->comma + 1, edits);
  erase(item.value.begin, item.value.end, edits);
  if (item.comma) erase(*item.comma, *item.comma + 1, edits);
}

// Comment lines above the item stay: what is lost cannot be brought back.
std::string remove_item(std::string_view toml, const StepList& list, std::size_t index) {
  const std::vector<ArrayItem>& items = list.layout.items;
  const ArrayItem& item = items[index];
  const ArrayItem* const before = index == 0 ? nullptr : &items[index - 1];
  const bool last = index + 1 == items.size();
  Edits edits;
  if (item.lines) {
    erase(item.lines->begin, item.lines->end, edits);
    if (last && !item.comma && before != nullptr) {
      erase(*before->comma, *before->comma + 1, edits);
    }
  } else {
    remove_shared(toml, before, item, last, edits);
  }
  return edits.apply(toml);
}

// The item's lines with the comments above it, with or without a comma behind its value.
std::string lines_with_comma(std::string_view toml, const ArrayItem& item, bool comma) {
  Edits edits;
  if (comma && !item.comma) edits.insert(item.value.end - item.lead, ",");
  if (!comma && item.comma) edits.replace(*item.comma - item.lead, *item.comma + 1 - item.lead, "");
  return edits.apply(toml.substr(item.lead, item.lines->end - item.lead));
}

std::string move_item(std::string_view toml, const StepList& list, std::size_t from,
                      std::size_t to) {
  const std::vector<ArrayItem>& items = list.layout.items;
  std::vector<ArrayItem> order = items;
  const auto at = [&](std::size_t i) { return order.begin() + static_cast<std::ptrdiff_t>(i); };
  if (from < to) std::rotate(at(from), at(from + 1), at(to + 1));
  if (to < from) std::rotate(at(to), at(from), at(from + 1));
  const bool whole_lines = std::all_of(
      items.begin(), items.end(), [](const ArrayItem& item) { return item.lines.has_value(); });
  std::vector<Span> slots;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Span& value = order[i].value;
    if (whole_lines) {
      slots.push_back({items[i].lead, items[i].lines->end});
      texts.push_back(lines_with_comma(toml, order[i], items[i].comma.has_value()));
    } else {
      slots.push_back(items[i].value);
      texts.emplace_back(toml.substr(value.begin, value.end - value.begin));
    }
  }
  Edits edits;
  permute(toml, slots, texts, edits);
  return edits.apply(toml);
}

}  // namespace

Result<StepList> string_list(std::string_view toml, const TomlValue& steps) {
  StepList list{&steps,      scan_array(toml, offset_of(toml, steps.place)),
                {},          insert_item,
                remove_item, move_item};
  if (list.layout.items.size() == steps.items.size()) return list;
  return fail("this list of steps cannot be edited by a command", "use `edgee chain edit`");
}

void permute(std::string_view toml, const std::vector<Span>& slots,
             const std::vector<std::string>& texts, Edits& edits) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Span& slot = slots[i];
    if (toml.substr(slot.begin, slot.end - slot.begin) == texts[i]) continue;
    edits.replace(slot.begin, slot.end, texts[i]);
  }
}

}  // namespace edgee

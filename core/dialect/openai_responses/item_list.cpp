#include "core/dialect/openai_responses/item_list.h"

#include <algorithm>
#include <utility>

#include "core/dialect/openai_responses/input_encode.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {

bool is_foreign(BlockKind kind, std::string_view id) {
  if (kind == BlockKind::redacted_thinking) return true;
  return kind == BlockKind::other && (id.empty() || id.starts_with("srvtoolu_"));
}

void ItemList::begin(std::string key) {
  items_.clear();
  key_ = std::move(key);
}

Item& ItemList::open(const BlockStart& start) {
  if (!items_.empty() && items_.back().index == start.index && !items_.back().done) {
    items_.pop_back();
  }
  items_.push_back(make(start));
  return items_.back();
}

void ItemList::recall(const ShownBlock& block) {
  if (is_foreign(block.kind, block.id)) return;
  Item item = make({block.index, block.kind, block.id, block.name, {}});
  item.words = block.text;
  item.done = block.closed || block.kind == BlockKind::other;
  // The frame that opens a part passes with the first words behind it; ours goes out at once.
  const bool passed = !block.own_id.empty();
  item.part_open = (block.kind == BlockKind::text && !passed) || !block.text.empty();
  if (block.closed) item.passed = block.raw;
  if (passed) item.id = block.own_id;
  items_.push_back(std::move(item));
}

Item ItemList::make(const BlockStart& start) {
  Item item;
  item.index = start.index;
  item.place = static_cast<int>(items_.size());
  item.kind = start.kind;
  item.call_id = short_call_id(start.id);
  item.name = start.name;
  item.raw = in_one_line(start.raw);
  if (item.kind == BlockKind::tool_call) {
    if (!tools_) tools_.emplace(request_);
    item.tool = tools_->find(item.name);
  }
  item.id = item.kind == BlockKind::other
                ? text_at(item.raw, "id")
                : std::string(id_prefix(item)) + "edgee_" + key_ + "_" + std::to_string(item.place);
  return item;
}

Item* ItemList::find(int index) {
  const auto found = std::find_if(items_.rbegin(), items_.rend(), [index](const Item& item) {
    return item.index == index && !item.done;
  });
  return found == items_.rend() ? nullptr : &*found;
}

}  // namespace edgee::openai_responses

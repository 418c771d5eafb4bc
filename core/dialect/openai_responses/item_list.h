// The items of an answer in the making, found by the blocks that they are. For one answer and one
// thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/openai_responses/item_writer.h"
#include "core/dialect/openai_responses/tool_table.h"
#include "core/model/transcript.h"

namespace edgee::openai_responses {

// Blocks of other dialects that have no common form cannot be told here.
[[nodiscard]] bool is_foreign(BlockKind kind, std::string_view id);

class ItemList {
 public:
  // The request's text outlives the list.
  explicit ItemList(std::string_view request) : request_(request) {}

  // A new answer; `key` is what the ids of its items are made of.
  void begin(std::string key);
  // The same index again takes the place of what stood there, as far as it is still open.
  Item& open(const BlockStart& start);
  // What an answer that broke off has shown.
  void recall(const ShownBlock& block);

  // nullptr: no open item is that block.
  [[nodiscard]] Item* find(int index);
  [[nodiscard]] std::span<Item> all() { return items_; }
  [[nodiscard]] std::span<const Item> all() const { return items_; }

 private:
  [[nodiscard]] Item make(const BlockStart& start);

  std::string_view request_;
  std::optional<ToolTable> tools_;  // read when the first call comes
  std::vector<Item> items_;
  std::string key_;
};

}  // namespace edgee::openai_responses

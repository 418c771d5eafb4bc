// The items of an answer as the Responses API writes them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/dialect/openai_responses/tool_table.h"
#include "core/model/stream_event.h"

namespace edgee::openai_responses {

// A block of the answer, and the item it is. `words`: its text, or a call's input as JSON.
struct Item {
  int index = 0;  // of the block
  int place = 0;  // output_index
  BlockKind kind = BlockKind::text;
  std::string id;
  std::string words;
  std::string call_id;
  std::string name;                 // of the tool, as the dialects in between know it
  const ToolEntry* tool = nullptr;  // nullptr: the agent has no tool of that name
  std::string raw;                  // the whole item, for what has no common form
  std::string passed;               // the whole item, when it passed as it came
  bool part_open = false;           // its content or summary part was announced
  bool done = false;

  [[nodiscard]] CallKind call_kind() const {
    return tool == nullptr ? CallKind::function : tool->kind;
  }
  [[nodiscard]] std::string_view agent_name() const { return tool == nullptr ? name : tool->name; }
};

// The item as it begins, without words; or as it is in the end, complete.
[[nodiscard]] std::string begun_item(const Item& item);
[[nodiscard]] std::string whole_item(const Item& item);

// "msg_", "rs_", "fc_"...: the vendor checks the beginning of an id that comes back.
[[nodiscard]] std::string_view id_prefix(const Item& item);

// {"type":"output_text","text":...} and {"type":"summary_text","text":...}
[[nodiscard]] std::string text_part(std::string_view text);
[[nodiscard]] std::string summary_part(std::string_view text);

}  // namespace edgee::openai_responses

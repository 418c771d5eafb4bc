#include "tests/support/judge_blocks.h"

#include <algorithm>
#include <utility>

namespace edgee::judge {
namespace {

// Which deltas a block may have; kinds not named here take any.
bool belongs(const std::string& kind, const std::string& delta) {
  if (kind == "text") return delta == "text_delta" || delta == "citations_delta";
  if (kind == "thinking") return delta == "thinking_delta" || delta == "signature_delta";
  if (kind == "tool_use") return delta == "input_json_delta";
  return kind != "redacted_thinking";
}

void read_input(OpenBlock& open, Complaints& complaints) {
  const std::string what = "tool " + open.block.id;
  open.block.input = Json::object();
  if (open.json.empty()) {
    if (!open.first_input.empty()) {
      complaints.push_back(what + " has its input in its start alone, and runs without it");
    }
    return;
  }
  const std::optional<Json> input = parse_json(open.json);
  if (!input || !input->is_object()) {
    complaints.push_back(what + " was closed with no whole JSON object: " + open.json);
    open.block.input = {{"__unparsedToolInput", open.json}};
    return;
  }
  open.block.input = *input;
}

}  // namespace

OpenBlock open_block(const WireEvent& start) {
  const Json& given = member(start.data, "content_block");
  OpenBlock open;
  open.block.kind = string_member(given, "type");
  const bool thinks = open.block.kind == "thinking";
  open.block.text = string_member(given, thinks ? "thinking" : "text");
  open.block.signature = string_member(given, "signature");
  open.block.id = string_member(given, "id");
  open.block.name = string_member(given, "name");
  open.first_input = member(given, "input");
  return open;
}

void add_delta(OpenBlock& open, const Json& delta, Complaints& complaints) {
  const std::string kind = string_member(delta, "type");
  if (!belongs(open.block.kind, kind)) {
    complaints.push_back("a " + kind + " in a block of " + open.block.kind);
    return;
  }
  if (kind == "text_delta") open.block.text += string_member(delta, "text");
  if (kind == "thinking_delta") open.block.text += string_member(delta, "thinking");
  if (kind == "signature_delta") open.block.signature += string_member(delta, "signature");
  if (kind == "input_json_delta") open.json += string_member(delta, "partial_json");
}

KeptBlock close_block(OpenBlock open, Complaints& complaints) {
  if (is_tool(open.block)) read_input(open, complaints);
  return std::move(open.block);
}

int index_of(const WireEvent& event) {
  return static_cast<int>(int_member(event.data, "index").value_or(-1));
}

bool is_thinking(const KeptBlock& block) {
  return block.kind == "thinking" || block.kind == "redacted_thinking";
}

bool is_tool(const KeptBlock& block) {
  return block.kind == "tool_use";
}

void run_tool(const KeptBlock& block, std::vector<ToolRun>& runs, Complaints& complaints) {
  if (block.id.empty() || block.name.empty()) complaints.push_back("a tool without id or name");
  if (std::any_of(runs.begin(), runs.end(),
                  [&block](const ToolRun& run) { return run.id == block.id; })) {
    complaints.push_back("tool " + block.id + " ran twice");
  }
  runs.push_back({block.id, block.name, block.input});
}

void complain_of_emptiness(const Judgement& judgement, Complaints& complaints) {
  const bool explained = judgement.stop_reason != "end_turn" && judgement.stop_reason != "tool_use";
  bool says = false;
  for (const KeptMessage& message : judgement.messages) {
    for (const KeptBlock& block : message.blocks) {
      says = says || (!is_thinking(block) && (block.kind != "text" || !block.text.empty()));
    }
  }
  if (judgement.whole() && !says && !explained) complaints.emplace_back("the answer is empty");
}

void note_usage(const Json& usage, Judgement& judgement) {
  if (!usage.is_object()) return;
  if (!judgement.usage.is_object()) judgement.usage = Json::object();
  for (const auto& [name, count] : usage.items())
    judgement.usage[name] = count;
}

}  // namespace edgee::judge

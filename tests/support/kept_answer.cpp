#include "tests/support/kept_answer.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "core/dialect/dialect.h"
#include "tests/core/dialect/openai_responses/grammar.h"
#include "tests/support/chat_judge.h"
#include "tests/support/gemini_judge.h"

namespace edgee::model {
namespace {

struct OpenItem {
  int index = 0;
  Item item;
};

// Blocks as they come; an agent runs a tool when its block ends.
class Keeper {
 public:
  void take(const StreamEvent& event);
  KeptAnswer take_all() { return std::move(kept_); }

 private:
  void start(const BlockStart& start);
  void end(int index);
  void complain(const std::string& what) { kept_.complaints.push_back(what); }
  Item* find(int index) {
    const auto found = std::find_if(open_.begin(), open_.end(),
                                    [index](const OpenItem& one) { return one.index == index; });
    return found == open_.end() ? nullptr : &found->item;
  }

  KeptAnswer kept_{{{}}, false, {}};
  std::vector<OpenItem> open_;
};

void Keeper::take(const StreamEvent& event) {
  if (kept_.whole) complain("an event behind the end");
  if (const auto* begun = std::get_if<BlockStart>(&event)) {
    start(*begun);
  } else if (const auto* text = std::get_if<TextDelta>(&event)) {
    if (Item* item = find(text->index)) item->text += text->text;
  } else if (const auto* thought = std::get_if<ThinkingDelta>(&event)) {
    if (Item* item = find(thought->index)) item->text += thought->text;
  } else if (const auto* tool = std::get_if<ToolDelta>(&event)) {
    if (Item* item = find(tool->index)) item->input += tool->json;
  } else if (const auto* ended = std::get_if<BlockEnd>(&event)) {
    end(ended->index);
  } else if (const auto* fault = std::get_if<Fault>(&event)) {
    complain("a fault: " + fault->facts.message);
  } else if (std::holds_alternative<MessageEnd>(event)) {
    kept_.whole = true;
    if (!open_.empty()) complain("a block that never ended");
  }
}

void Keeper::start(const BlockStart& start) {
  Item item;
  item.kind = start.kind == BlockKind::tool_call  ? Item::Kind::tool
              : start.kind == BlockKind::thinking ? Item::Kind::thinking
                                                  : Item::Kind::text;
  item.id = start.id;
  item.name = start.name;
  if (!open_.empty()) complain("a block inside another one");
  open_.push_back({start.index, std::move(item)});
}

void Keeper::end(int index) {
  Item* item = find(index);
  if (item == nullptr) return complain("the end of a block that is not open");
  const bool call = item->kind == Item::Kind::tool;
  if (call && !parse_json(item->input)) complain("half a call: " + item->input);
  kept_.messages.back().push_back(std::move(*item));
  std::erase_if(open_, [index](const OpenItem& one) { return one.index == index; });
}

std::string grammar_fault(DialectId agent, std::string_view bytes) {
  if (agent == DialectId::openai_responses) return test::grammar_fault(bytes);
  return agent == DialectId::openai_chat ? judge::chat_fault(bytes) : judge::gemini_fault(bytes);
}

Item item_of(const judge::KeptBlock& block) {
  Item item;
  item.kind = block.kind == "tool_use"   ? Item::Kind::tool
              : block.kind == "thinking" ? Item::Kind::thinking
                                         : Item::Kind::text;
  item.text = block.text;
  item.signature = block.signature;
  item.id = block.id;
  item.name = block.name;
  if (item.kind == Item::Kind::tool) item.input = dump_json(block.input);
  return item;
}

}  // namespace

KeptAnswer keep_judged(const judge::Judgement& judged) {
  KeptAnswer kept;
  kept.whole = judged.whole();
  kept.complaints = judged.violations;
  for (const judge::KeptMessage& message : judged.messages) {
    kept.messages.emplace_back();
    for (const judge::KeptBlock& block : message.blocks)
      kept.messages.back().push_back(item_of(block));
  }
  return kept;
}

KeptAnswer keep_answer(DialectId agent, std::string_view bytes) {
  if (agent == DialectId::anthropic_messages) return keep_judged(judge::judge_strictly(bytes));
  const auto decoder = find_dialect(agent)->make_decoder();
  std::vector<StreamEvent> events;
  decoder->feed(bytes, events);
  const bool broken = decoder->broken();
  decoder->finish(events);
  Keeper keeper;
  for (const StreamEvent& event : events)
    keeper.take(event);
  KeptAnswer kept = keeper.take_all();
  if (broken) kept.complaints.emplace_back("a stream that cannot be read");
  if (std::string fault = grammar_fault(agent, bytes); !fault.empty()) {
    kept.complaints.push_back(std::move(fault));
  }
  return kept;
}

}  // namespace edgee::model

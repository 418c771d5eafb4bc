#include "core/dialect/openai_responses/item_reader.h"

#include <algorithm>
#include <utility>

#include "core/dialect/openai_responses/content_decode.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/tool_table.h"

namespace edgee::openai_responses {
namespace {

BlockKind kind_of(std::string_view type, const CallForm* form) {
  if (form != nullptr) return BlockKind::tool_call;
  if (type == "message") return BlockKind::text;
  return type == "reasoning" ? BlockKind::thinking : BlockKind::other;
}

// A search or a shell that the provider runs itself has no call id: nobody is to answer it.
const CallForm* agents_form(std::string_view type, std::string_view item) {
  const CallForm* form = form_of_call(type);
  return form != nullptr && text_at(item, "call_id").empty() ? nullptr : form;
}

// The words of a message's content, refusals included.
std::string words_of(std::string_view content, bool& refused) {
  std::string text;
  JsonWalk walk(content);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view part = span.in(content);
    const std::string refusal = text_at(part, "refusal");
    refused = refused || !refusal.empty();
    text += refusal.empty() ? text_at(part, "text") : refusal;
  }
  return text;
}

// A literal without its quotes stays escaped: it is a piece of a JSON string.
std::string escaped(std::string_view literal) {
  return literal.size() > 2 ? std::string(literal.substr(1, literal.size() - 2)) : std::string();
}

}  // namespace

ItemReader::Open* ItemReader::find(int place) {
  const auto found = std::find_if(open_.rbegin(), open_.rend(), [place](const Open& block) {
    return place < 0 || block.place == place;
  });
  return found == open_.rend() ? nullptr : &*found;
}

ItemReader::Open* ItemReader::find_or_open(int place, BlockKind kind, Out& out) {
  if (Open* known = find(place)) return known->kind == kind ? known : nullptr;
  if (kind == BlockKind::tool_call) return nullptr;  // nobody knows its name
  open_.push_back({place, next_index_++, kind, nullptr, false});
  out.emplace_back(BlockStart{open_.back().index, kind, {}, {}, {}});
  return &open_.back();
}

ItemReader::Open& ItemReader::open(int place, std::string_view item, Out& out) {
  const std::string type = text_at(item, "type");
  Open block{place, next_index_++, BlockKind::other, agents_form(type, item), false};
  block.kind = kind_of(type, block.form);
  BlockStart start{block.index, block.kind, {}, {}, {}};
  if (block.kind == BlockKind::tool_call) {
    has_calls_ = true;
    start.id = text_at(item, "call_id");
    const std::string name =
        block.form->name.empty() ? text_at(item, "name") : std::string(block.form->name);
    start.name = joined_tool_name(text_at(item, "namespace"), name);
  } else if (block.kind == BlockKind::other) {
    start.id = text_at(item, "id");
    start.raw = in_one_line(item);
  }
  start.own_id = text_at(item, "id");
  out.emplace_back(std::move(start));
  open_.push_back(block);
  return open_.back();
}

void ItemReader::added(int place, std::string_view item, Out& out) {
  if (find(place) == nullptr || place < 0) (void)open(place, item, out);
}

void ItemReader::done(int place, std::string_view item, Out& out) {
  Open* known = find(place);
  Open& block = known != nullptr ? *known : open(place, item, out);
  finish(block, item, out);
  const Open ended = block;
  std::erase_if(open_, [&](const Open& other) { return other.index == ended.index; });
  out.emplace_back(BlockEnd{ended.index, in_one_line(item)});
}

// What the pieces did not bring.
void ItemReader::finish(Open& block, std::string_view item, Out& out) {
  if (block.kind == BlockKind::tool_call) return finish_call(block, item, out);
  if (block.any) return;
  if (block.kind == BlockKind::text) {
    std::string text = words_of(json_at(item, "content"), refused_);
    if (!text.empty()) out.emplace_back(TextDelta{block.index, std::move(text)});
  } else if (block.kind == BlockKind::thinking) {
    std::string text = paragraphs(json_at(item, "summary"));
    if (text.empty()) text = paragraphs(json_at(item, "content"));
    if (!text.empty()) out.emplace_back(ThinkingDelta{block.index, std::move(text)});
  }
}

// The input of a freeform tool becomes {"input":"..."}.
void ItemReader::finish_call(Open& block, std::string_view item, Out& out) {
  const bool freeform = block.form->kind == CallKind::custom;
  std::string rest;
  if (block.any) {
    if (freeform) rest = R"("})";
  } else {
    const std::string_view payload = json_at(item, block.form->payload);
    if (freeform) {
      rest = R"({"input":)" + json_string(json_text(payload)) + "}";
    } else {
      rest = payload.starts_with('"') ? json_text(payload) : std::string(payload);
      if (rest.empty() || rest == "null") rest = "{}";
    }
  }
  if (!rest.empty()) out.emplace_back(ToolDelta{block.index, std::move(rest)});
}

void ItemReader::text(int place, std::string_view literal, Out& out) {
  Open* block = find_or_open(place, BlockKind::text, out);
  if (block == nullptr) return;
  std::string words = json_text(literal);
  block->any = block->any || !words.empty();
  out.emplace_back(TextDelta{block->index, std::move(words)});
}

void ItemReader::refusal(int place, std::string_view literal, Out& out) {
  refused_ = true;
  text(place, literal, out);
}

void ItemReader::thinking(int place, std::string_view literal, Out& out) {
  Open* block = find_or_open(place, BlockKind::thinking, out);
  if (block == nullptr) return;
  std::string words = json_text(literal);
  block->any = block->any || !words.empty();
  out.emplace_back(ThinkingDelta{block->index, std::move(words)});
}

void ItemReader::next_thought(int place, Out& out) {
  Open* block = find(place);
  if (block == nullptr || block->kind != BlockKind::thinking || !block->any) return;
  out.emplace_back(ThinkingDelta{block->index, "\n\n"});
}

void ItemReader::input(int place, std::string_view literal, Out& out) {
  Open* block = find_or_open(place, BlockKind::tool_call, out);
  if (block == nullptr) return;
  std::string json;
  if (block->form->kind == CallKind::custom) {
    json = (block->any ? "" : R"({"input":")") + escaped(literal);
    block->any = true;
  } else {
    json = json_text(literal);
    block->any = block->any || !json.empty();
  }
  out.emplace_back(ToolDelta{block->index, std::move(json)});
}

void ItemReader::close_all(Out& out) {
  for (Open& block : std::exchange(open_, {})) {
    finish(block, "{}", out);
    out.emplace_back(BlockEnd{block.index});
  }
}

}  // namespace edgee::openai_responses

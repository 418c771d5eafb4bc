#include "tests/core/dialect/openai_responses/grammar.h"

#include <map>
#include <set>

#include "core/base/json.h"
#include "core/dialect/sse.h"

namespace edgee::test {
namespace {

struct OpenItem {
  Json item;
  std::string pieces;  // of text, summary or input
  bool part = false;   // its part is open
  bool part_done = false;
  bool said = false;  // the event with all pieces came
};

class Judge {
 public:
  std::string take(const Json& event);
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  std::string take_item(const std::string& type, const Json& event);
  std::string take_piece(const std::string& type, const Json& event);
  std::string finish(const Json& event);

  std::map<std::int64_t, OpenItem> open_;
  Json output_ = Json::array();
  std::set<std::string> ids_;
  std::string response_id_;
  std::int64_t last_ = -1;
  std::int64_t places_ = 0;
  bool ended_ = false;
};

std::string Judge::take(const Json& event) {
  const std::string type = string_member(event, "type");
  if (type == "keepalive") return {};
  if (ended_ && type != "error") return "an event behind the end";
  const auto number = int_member(event, "sequence_number");
  if (!number || *number <= last_) return "sequence_number does not grow";
  last_ = *number;
  if (type == "response.created") {
    if (!response_id_.empty()) return "a second response.created";
    response_id_ = string_member(member(event, "response"), "id");
    return response_id_.starts_with("resp_") ? "" : "a response without an id";
  }
  if (type == "response.failed" || type == "error") {
    ended_ = true;
    return {};
  }
  if (response_id_.empty()) return "an event before response.created";
  if (type == "response.in_progress") return {};
  if (type == "response.completed" || type == "response.incomplete") return finish(event);
  if (type.starts_with("response.output_item.")) return take_item(type, event);
  return take_piece(type, event);
}

std::string Judge::take_item(const std::string& type, const Json& event) {
  const std::int64_t place = int_member(event, "output_index").value_or(-1);
  const Json& item = member(event, "item");
  if (type == "response.output_item.added") {
    if (place != places_++) return "output_index is not the next one";
    if (!open_.empty()) return "an item inside another one";
    if (!ids_.insert(string_member(item, "id")).second) return "an id twice";
    open_[place] = {item, {}, false, false, false};
    return {};
  }
  const auto found = open_.find(place);
  if (found == open_.end()) return "the end of an item that is not open";
  const OpenItem& open = found->second;
  const std::string kind = string_member(item, "type");
  if (string_member(open.item, "id") != string_member(item, "id")) return "another id in the end";
  if (string_member(open.item, "type") != kind) return "another type in the end";
  if (open.part) return "a part that is still open";
  std::string words;
  if (kind == "message") {
    if (!open.part_done || member(item, "content").size() != 1) return "a message without a part";
    words = string_member(item["content"][0], "text");
  }
  if (kind == "reasoning" && !member(item, "summary").empty()) {
    words = string_member(item["summary"][0], "text");
  }
  if (kind == "function_call") words = string_member(item, "arguments");
  if (kind == "custom_tool_call") words = string_member(item, "input");
  const bool call = kind == "function_call" || kind == "custom_tool_call";
  if (call && !open.said) return "a call whose input was not said whole";
  if (call && string_member(item, "call_id").empty()) return "a call without call_id";
  if (call && string_member(item, "name").empty()) return "a call without name";
  if (words != open.pieces) return "an item that is not the sum of its pieces";
  output_.push_back(item);
  open_.erase(found);
  return {};
}

std::string Judge::take_piece(const std::string& type, const Json& event) {
  const auto found = open_.find(int_member(event, "output_index").value_or(-1));
  if (found == open_.end()) return "a piece of no open item: " + type;
  OpenItem& open = found->second;
  if (string_member(event, "item_id") != string_member(open.item, "id")) return "a wrong item_id";
  const std::string kind = string_member(open.item, "type");
  const bool opens =
      type == "response.content_part.added" || type == "response.reasoning_summary_part.added";
  const bool closes =
      type == "response.content_part.done" || type == "response.reasoning_summary_part.done";
  if (opens) {
    if (open.part || open.part_done) return "a part twice";
    open.part = true;
    return {};
  }
  if (closes) {
    if (!open.part || !open.said) return "a part that ends too early";
    open.part = false;
    open.part_done = true;
    const bool same = string_member(member(event, "part"), "text") == open.pieces;
    return same ? "" : "a part that is not the sum of its pieces";
  }
  const bool in_part = kind == "message" || kind == "reasoning";
  if (in_part && !open.part) return "a piece outside of a part";
  if (open.said) return "a piece behind the whole";
  if (type.ends_with(".delta")) {
    open.pieces += string_member(event, "delta");
    return {};
  }
  open.said = true;
  std::string whole;
  for (const char* key : {"text", "arguments", "input"})
    whole += string_member(event, key);
  return whole == open.pieces ? "" : "a whole that is not the sum of its pieces";
}

std::string Judge::finish(const Json& event) {
  ended_ = true;
  const Json& response = member(event, "response");
  if (!open_.empty()) return "an item that never ended";
  if (string_member(response, "id") != response_id_) return "another response id in the end";
  if (member(response, "output") != output_) return "output is not the list of the items";
  if (!int_member(member(response, "usage"), "total_tokens")) return "no usage";
  const std::string status = string_member(response, "status");
  return "response." + status == string_member(event, "type") ? "" : "a status that does not fit";
}

}  // namespace

std::string grammar_fault(std::string_view sse) {
  SseReader reader;
  Judge judge;
  reader.feed(sse);
  while (const auto frame = reader.next()) {
    if (frame->data.empty()) continue;
    const auto event = parse_json(frame->data);
    if (!event) return "no JSON: " + std::string(frame->data);
    if (frame->event != string_member(*event, "type")) return "the event's name is not its type";
    const std::string fault = judge.take(*event);
    if (!fault.empty()) return fault + " at " + std::string(frame->data);
  }
  return judge.ended() ? "" : "no end";
}

}  // namespace edgee::test

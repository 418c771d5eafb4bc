// The grammar as the vendor documents it, for a client that only appends: whatever it was given
// stays, so nothing may be given twice, out of order or in halves.
#include <optional>
#include <utility>

#include "tests/support/judge_blocks.h"
#include "tests/support/stream_judge.h"

namespace edgee::judge {
namespace {

class StrictReader {
 public:
  Judgement read(const std::vector<Piece>& pieces);

 private:
  enum class Place { before, inside, stopping, after };
  void take(const WireEvent& event);
  void start_message(const Json& message);
  void start_block(const WireEvent& event);
  void change_block(const WireEvent& event);
  void stop_block(const WireEvent& event);
  void change_message(const Json& data);
  void end_message();
  void judge_stop_reason();
  void complain(bool bad, const std::string& what) {
    if (bad) out_.violations.push_back(what);
  }

  Judgement out_;
  KeptMessage message_;
  std::optional<OpenBlock> open_;
  int index_ = -1;  // of the latest block
  Place place_ = Place::before;
};

bool is_count(const Json& value) {
  return value.is_number_integer();
}

Judgement StrictReader::read(const std::vector<Piece>& pieces) {
  const WireReading wire = read_wire(pieces);
  for (const WireEvent& event : wire.events)
    take(event);
  complain(wire.torn && place_ == Place::after, "bytes after the message's end");
  if (open_) out_.taken_back.push_back(std::move(open_->block));
  if (!message_.blocks.empty()) out_.messages.push_back(std::move(message_));
  complain_of_emptiness(out_, out_.violations);
  return std::move(out_);
}

void StrictReader::take(const WireEvent& event) {
  if (event.comment) return;
  const std::string flaw = find_flaw(event);
  complain(!flaw.empty(), flaw);
  if (event.type == "ping") return;
  complain(place_ == Place::after, event.type + " after the end");
  if (event.type == "message_start") return start_message(member(event.data, "message"));
  complain(place_ == Place::before && event.type != "error", event.type + " before message_start");
  if (event.type == "content_block_start") start_block(event);
  if (event.type == "content_block_delta") change_block(event);
  if (event.type == "content_block_stop") stop_block(event);
  if (event.type == "message_delta") change_message(event.data);
  if (event.type == "message_stop") end_message();
  if (event.type == "error") {
    out_.ending = Ending::error;
    out_.error = string_member(member(event.data, "error"), "type");
    complain(out_.error.empty(), "an error without a type");
    place_ = Place::after;
  }
}

void StrictReader::start_message(const Json& message) {
  complain(place_ != Place::before, "a second message_start");
  place_ = Place::inside;
  ++out_.starts;
  message_.id = out_.message_id = string_member(message, "id");
  complain(message_.id.empty(), "a message without an id");
  complain(string_member(message, "type") != "message", "a message_start without a message");
  complain(string_member(message, "role") != "assistant", "a message of no assistant");
  complain(string_member(message, "model").empty(), "a message without a model");
  const Json& content = member(message, "content");
  complain(!content.is_array() || !content.empty(), "a message that starts with content");
  complain(!member(message, "stop_reason").is_null(), "a message that starts stopped");
  const Json& usage = member(message, "usage");
  complain(!is_count(member(usage, "input_tokens")) || !is_count(member(usage, "output_tokens")),
           "a message_start without usage");
  note_usage(usage, out_);
}

void StrictReader::start_block(const WireEvent& event) {
  const std::string name = "block " + std::to_string(index_of(event));
  complain(open_.has_value(), name + " starts while another is open");
  complain(place_ == Place::stopping, name + " after the stop reason");
  // The SDKs append the block and look it up by its index.
  complain(index_of(event) != index_ + 1, name + " is not the next");
  index_ = index_of(event);
  open_ = open_block(event);
  complain(open_->block.kind.empty(), name + " has no type");
  if (!is_tool(open_->block)) return;
  complain(open_->block.id.empty() || open_->block.name.empty(), name + " has no id or no name");
  complain(open_->first_input != Json::object(), name + " starts with no empty input");
}

void StrictReader::change_block(const WireEvent& event) {
  if (!open_ || index_of(event) != index_) {
    return complain(true,
                    "a delta for block " + std::to_string(index_of(event)) + ", which is not open");
  }
  add_delta(*open_, member(event.data, "delta"), out_.violations);
}

void StrictReader::stop_block(const WireEvent& event) {
  if (!open_ || index_of(event) != index_) {
    return complain(true,
                    "a stop for block " + std::to_string(index_of(event)) + ", which is not open");
  }
  KeptBlock block = close_block(*std::exchange(open_, std::nullopt), out_.violations);
  if (is_tool(block)) run_tool(block, out_.runs, out_.violations);
  message_.blocks.push_back(std::move(block));
}

void StrictReader::change_message(const Json& data) {
  const std::string reason = string_member(member(data, "delta"), "stop_reason");
  note_usage(member(data, "usage"), out_);
  if (reason.empty()) {
    ++out_.silent_ticks;
    return complain(place_ == Place::stopping, "a message_delta takes the stop reason back");
  }
  complain(open_.has_value(), "a stop reason while a block is open");
  complain(place_ == Place::stopping, "a second stop reason");
  complain(!is_count(member(member(data, "usage"), "output_tokens")),
           "a stop reason without usage");
  out_.stop_reason = reason;
  place_ = Place::stopping;
  judge_stop_reason();
}

void StrictReader::judge_stop_reason() {
  const bool asks = !out_.runs.empty();
  complain(asks && out_.stop_reason == "end_turn", "end_turn although a tool was called");
  complain(!asks && out_.stop_reason == "tool_use", "tool_use although no tool was called");
}

void StrictReader::end_message() {
  complain(open_.has_value(), "message_stop while a block is open");
  complain(out_.stop_reason.empty(), "message_stop without a stop reason");
  if (place_ == Place::stopping && !open_) out_.ending = Ending::whole;
  place_ = Place::after;
}

}  // namespace

Judgement judge_strictly(const std::vector<Piece>& pieces) {
  return StrictReader().read(pieces);
}

Judgement judge_strictly(std::string_view bytes) {
  return judge_strictly(std::vector<Piece>{{Millis(0), std::string(bytes)}});
}

}  // namespace edgee::judge

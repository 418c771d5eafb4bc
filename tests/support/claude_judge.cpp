// What Claude Code keeps of a stream. Every rule here was measured on 2.1.197, by what the next
// request held.
#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "tests/support/judge_blocks.h"
#include "tests/support/stream_judge.h"

namespace edgee::judge {
namespace {

class ClaudeReader {
 public:
  Judgement read(const std::vector<Piece>& pieces);

 private:
  [[nodiscard]] bool feeds(const WireEvent& event) const;
  void watch(const WireReading& wire, const std::vector<Piece>& pieces);
  void take(const WireEvent& event);
  void start_message(const WireEvent& event);
  void leave_message();
  void start_block(const WireEvent& event);
  void change_block(const WireEvent& event);
  void stop_block(const WireEvent& event);
  void change_message(const WireEvent& event);
  void drop_open();
  void reject(const std::string& why);

  Judgement out_;
  KeptMessage message_;
  std::map<int, OpenBlock> open_;  // by index
  bool ended_ = false;             // message_stop, and nothing after it
  bool over_ = false;              // nothing more is read
};

Judgement ClaudeReader::read(const std::vector<Piece>& pieces) {
  const WireReading wire = read_wire(pieces);
  watch(wire, pieces);
  for (const WireEvent& event : wire.events) {
    if (over_) break;
    take(event);
  }
  if (!over_ && ended_ && open_.empty() && !out_.stop_reason.empty() && !wire.torn) {
    out_.ending = Ending::whole;
  }
  drop_open();
  if (!message_.blocks.empty()) out_.messages.push_back(std::move(message_));
  complain_of_emptiness(out_, out_.violations);
  return std::move(out_);
}

// Pings, comments and unknown events keep the connection alive, but not the turn.
bool ClaudeReader::feeds(const WireEvent& event) const {
  constexpr std::array<std::string_view, 7> kFood{"message_start",
                                                  "content_block_start",
                                                  "content_block_delta",
                                                  "content_block_stop",
                                                  "message_delta",
                                                  "message_stop",
                                                  "error"};
  return std::find(kFood.begin(), kFood.end(), event.type) != kFood.end();
}

void ClaudeReader::watch(const WireReading& wire, const std::vector<Piece>& pieces) {
  if (pieces.empty()) return;
  Millis last = pieces.front().at;
  for (const WireEvent& event : wire.events) {
    if (!feeds(event)) continue;
    out_.longest_gap = std::max(out_.longest_gap, event.at - last);
    last = event.at;
  }
  out_.longest_gap = std::max(out_.longest_gap, pieces.back().at - last);
}

void ClaudeReader::take(const WireEvent& event) {
  if (const std::string flaw = find_flaw(event); !flaw.empty()) return reject(flaw);
  if (event.type == "message_start") start_message(event);
  if (event.type == "content_block_start") start_block(event);
  if (event.type == "content_block_delta") change_block(event);
  if (event.type == "content_block_stop") stop_block(event);
  if (event.type == "message_delta") change_message(event);
  if (event.type == "message_stop") ended_ = true;
  if (event.type == "error") {
    out_.ending = Ending::error;
    out_.error = string_member(member(event.data, "error"), "type");
    over_ = true;
  }
}

// The open blocks go. With another id the message before ends here; with the same one it goes on.
void ClaudeReader::start_message(const WireEvent& event) {
  const Json& given = member(event.data, "message");
  const std::string id = string_member(given, "id");
  drop_open();
  if (out_.starts > 0 && id != message_.id) leave_message();
  message_.id = out_.message_id = id;
  ++out_.starts;
  ended_ = false;
  out_.usage = Json::object();
  note_usage(member(given, "usage"), out_);
}

void ClaudeReader::leave_message() {
  KeptMessage old = std::exchange(message_, {});
  if (std::all_of(old.blocks.begin(), old.blocks.end(), is_thinking)) {
    for (KeptBlock& block : old.blocks)
      out_.taken_back.push_back(std::move(block));
    return;
  }
  for (const KeptBlock& block : old.blocks) {
    if (!is_tool(block)) continue;
    out_.violations.push_back("the result of tool " + block.id +
                              " is lost: a message of another id follows its own");
  }
  out_.messages.push_back(std::move(old));
}

// Taking an open block's index takes it back. One left open at a lower index stays for as long as
// its stop may come.
void ClaudeReader::start_block(const WireEvent& event) {
  if (out_.starts == 0) return reject("a block before the message's start");
  const int index = index_of(event);
  if (const auto old = open_.find(index); old != open_.end()) {
    out_.taken_back.push_back(std::move(old->second.block));
    open_.erase(old);
  }
  ended_ = false;
  open_[index] = open_block(event);
}

void ClaudeReader::change_block(const WireEvent& event) {
  const auto open = open_.find(index_of(event));
  if (open == open_.end()) {
    return reject("a delta for block " + std::to_string(index_of(event)) + ", which is not open");
  }
  add_delta(open->second, member(event.data, "delta"), out_.violations);
}

void ClaudeReader::stop_block(const WireEvent& event) {
  const auto open = open_.find(index_of(event));
  if (open == open_.end()) {
    return reject("a stop for block " + std::to_string(index_of(event)) + ", which is not open");
  }
  KeptBlock block = close_block(std::move(open->second), out_.violations);
  open_.erase(open);
  if (is_tool(block)) run_tool(block, out_.runs, out_.violations);
  message_.blocks.push_back(std::move(block));
}

void ClaudeReader::change_message(const WireEvent& event) {
  const std::string reason = string_member(member(event.data, "delta"), "stop_reason");
  note_usage(member(event.data, "usage"), out_);
  if (reason.empty()) ++out_.silent_ticks;
  if (!reason.empty()) out_.stop_reason = reason;
}

void ClaudeReader::drop_open() {
  for (auto& [index, open] : open_)
    out_.taken_back.push_back(std::move(open.block));
  open_.clear();
}

void ClaudeReader::reject(const std::string& why) {
  out_.violations.push_back(why);
  out_.ending = Ending::rejected;
  over_ = true;
}

}  // namespace

Judgement judge_as_claude(const std::vector<Piece>& pieces) {
  return ClaudeReader().read(pieces);
}

Judgement judge_as_claude(std::string_view bytes) {
  return judge_as_claude(std::vector<Piece>{{Millis(0), std::string(bytes)}});
}

std::string kept_text(const Judgement& judgement) {
  std::string text;
  for (const KeptMessage& message : judgement.messages) {
    for (const KeptBlock& block : message.blocks)
      if (block.kind == "text") text += block.text;
  }
  return text;
}

std::string describe_kept(const Judgement& judgement) {
  std::string text;
  for (const KeptMessage& message : judgement.messages) {
    if (!text.empty()) text += " |";
    for (const KeptBlock& block : message.blocks) {
      text +=
          (text.empty() ? "" : " ") + block.kind + ":" + (is_tool(block) ? block.id : block.text);
    }
  }
  return text;
}

}  // namespace edgee::judge

#include "tests/support/chat_judge.h"

#include <optional>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"
#include "tests/support/judge_frames.h"

namespace edgee::judge {
namespace {

class ChatJudge {
 public:
  std::string take(std::string_view data);
  [[nodiscard]] std::string end() const { return stopped_ ? "" : "no finish_reason"; }

 private:
  std::string take_delta(const Json& delta);
  std::string take_call(const Json& call);
  [[nodiscard]] std::string inputs() const;

  std::string id_;
  std::vector<std::string> calls_;  // their inputs so far
  bool begun_ = false;
  bool stopped_ = false;
  bool done_ = false;
};

std::string ChatJudge::take(std::string_view data) {
  if (done_) return "a chunk behind [DONE]";
  if (data == "[DONE]") {
    done_ = true;
    return {};
  }
  const auto chunk = parse_json(data);
  if (!chunk || !chunk->is_object()) return "no JSON";
  if (chunk->contains("error")) return "an error";
  const std::string id = string_member(*chunk, "id");
  if (id.empty() || (begun_ && id != id_)) return "another id";
  id_ = id;
  const Json& choices = member(*chunk, "choices");
  if (!choices.is_array()) return "no choices";
  if (choices.empty()) return stopped_ ? "" : "usage before the end";
  if (choices.size() != 1 || int_member(choices[0], "index") != 0) return "another choice";
  if (stopped_) return "a choice behind the finish_reason";
  const Json& delta = member(choices[0], "delta");
  if (!delta.is_object()) return "no delta";
  if (const std::string fault = take_delta(delta); !fault.empty()) return fault;
  begun_ = true;
  const Json& reason = member(choices[0], "finish_reason");
  stopped_ = reason.is_string();
  if (!stopped_) return {};
  if (!calls_.empty() && reason == "stop") return "a stop although tools were called";
  return inputs();
}

std::string ChatJudge::take_delta(const Json& delta) {
  if (delta.contains("role") && begun_) return "a role twice";
  const Json& calls = member(delta, "tool_calls");
  if (!calls.is_array()) return {};
  for (const Json& call : calls) {
    if (std::string fault = take_call(call); !fault.empty()) return fault;
  }
  return {};
}

std::string ChatJudge::take_call(const Json& call) {
  const auto index = int_member(call, "index");
  const auto count = static_cast<std::int64_t>(calls_.size());
  const Json& function = member(call, "function");
  if (index == count) {
    const bool named = !string_member(call, "id").empty() && member(call, "type") == "function" &&
                       !string_member(function, "name").empty();
    if (!named) return "a call without a name or an id";
    calls_.push_back(string_member(function, "arguments"));
    return {};
  }
  if (count == 0 || index != count - 1) return "a piece of a call that is not the newest";
  if (call.contains("id")) return "a call that begins twice";
  calls_.back() += string_member(function, "arguments");
  return {};
}

std::string ChatJudge::inputs() const {
  for (const std::string& input : calls_) {
    const auto read = parse_json(input);
    if (!read || !read->is_object()) return "a call whose input is no object: " + input;
  }
  return {};
}

}  // namespace

std::string chat_fault(std::string_view bytes) {
  ChatJudge judge;
  for (const std::string& data : data_of_frames(bytes)) {
    const std::string fault = judge.take(data);
    if (!fault.empty()) return fault + " at " + data;
  }
  return judge.end();
}

}  // namespace edgee::judge

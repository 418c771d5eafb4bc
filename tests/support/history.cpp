#include "tests/support/history.h"

#include <algorithm>
#include <set>
#include <utility>

namespace edgee::model {
namespace {

using Complaints = std::vector<std::string>;

// Text, calls and results of one message, whatever its dialect.
struct Spoken {
  std::string role;
  std::string text;
  std::vector<std::pair<std::string, std::string>> calls;  // id, input
  std::vector<std::string> results;                        // ids
};

void add_block(const Json& block, Spoken& spoken, Complaints& complaints) {
  const std::string type = string_member(block, "type");
  if (type == "text") {
    const std::string text = string_member(block, "text");
    if (text.empty()) complaints.emplace_back("a text block of the request is empty");
    spoken.text += text;
  }
  if (type == "tool_use") {
    spoken.calls.emplace_back(string_member(block, "id"), dump_json(member(block, "input")));
  }
  if (type == "tool_result") spoken.results.push_back(string_member(block, "tool_use_id"));
}

Spoken hear(const Json& message, Complaints& complaints) {
  Spoken spoken;
  spoken.role = string_member(message, "role");
  const Json& content = member(message, "content");
  if (content.is_string() && spoken.role != "tool") spoken.text = content.get<std::string>();
  if (content.is_array()) {
    for (const Json& block : content)
      add_block(block, spoken, complaints);
  }
  for (const Json& call : member(message, "tool_calls")) {
    spoken.calls.emplace_back(string_member(call, "id"),
                              string_member(member(call, "function"), "arguments"));
  }
  if (spoken.role == "tool") spoken.results.push_back(string_member(message, "tool_call_id"));
  return spoken;
}

void judge_prefill(DialectId dialect, const Spoken& last, Complaints& complaints) {
  if (dialect != DialectId::anthropic_messages || last.role != "assistant") return;
  if (last.text.empty()) complaints.emplace_back("the last message of the assistant is empty");
  const bool blank = !last.text.empty() && (last.text.back() == ' ' || last.text.back() == '\n');
  if (blank) complaints.emplace_back("the prefill ends with white space");
}

// Every call must be answered, and no call twice made.
void judge_calls(const std::vector<Spoken>& all, Complaints& complaints) {
  std::set<std::string> open;
  std::set<std::string> made;
  for (const Spoken& spoken : all) {
    for (const std::string& id : spoken.results) {
      if (open.erase(id) == 0) complaints.push_back("a result for no call: " + id);
    }
    if (!open.empty() && (spoken.role == "assistant" || spoken.role == "user")) {
      complaints.push_back("no result for call " + *open.begin());
      open.clear();
    }
    for (const auto& [id, input] : spoken.calls) {
      if (!made.insert(id).second) complaints.push_back("call " + id + " is made twice");
      open.insert(id);
    }
  }
  for (const std::string& id : open)
    complaints.push_back("no result for call " + id);
}

}  // namespace

History read_history(DialectId dialect, const Json& request, Complaints& complaints) {
  std::vector<Spoken> all;
  for (const Json& message : member(request, "messages"))
    all.push_back(hear(message, complaints));
  judge_calls(all, complaints);
  History history;
  std::set<std::string> results;
  for (const Spoken& spoken : all)
    results.insert(spoken.results.begin(), spoken.results.end());
  for (const Spoken& spoken : all) {
    if (spoken.role != "assistant") continue;
    history.said += spoken.text;
    for (const auto& [id, input] : spoken.calls) {
      history.calls.push_back(input);
      if (results.contains(id)) history.answered.push_back(input);
    }
  }
  if (all.empty()) return history;
  judge_prefill(dialect, all.back(), complaints);
  history.prefilled = all.back().role == "assistant";
  if (all.back().role == "user") history.asked = all.back().text;
  return history;
}

}  // namespace edgee::model

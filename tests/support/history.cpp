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

// An item of the Responses dialect; a call stands beside the messages.
Spoken hear_item(const Json& item) {
  Spoken spoken;
  const std::string type = string_member(item, "type");
  spoken.role = string_member(item, "role");
  const Json& content = member(item, "content");
  if (content.is_string()) spoken.text = content.get<std::string>();
  if (content.is_array()) {
    for (const Json& part : content)
      spoken.text += string_member(part, "text");
  }
  const std::string id = string_member(item, "call_id");
  if (type == "function_call") {
    spoken.role = "call";
    spoken.calls.emplace_back(id, string_member(item, "arguments"));
  }
  if (type == "function_call_output") spoken.results.push_back(id);
  if (type == "reasoning") spoken.text.clear();
  return spoken;
}

// One of Gemini's contents. Calls and results may have no ids: then their order pairs them.
Spoken hear_content(const Json& content, int& calls, int& results) {
  Spoken spoken;
  spoken.role = string_member(content, "role") == "model" ? "assistant" : "user";
  const auto id_of = [](const Json& part, int& count) {
    const std::string given = string_member(part, "id");
    ++count;
    return given.empty() ? "call " + std::to_string(count) : given;
  };
  for (const Json& part : member(content, "parts")) {
    const Json& call = member(part, "functionCall");
    const Json& result = member(part, "functionResponse");
    if (call.is_object()) {
      spoken.calls.emplace_back(id_of(call, calls), dump_json(member(call, "args")));
    } else if (result.is_object()) {
      spoken.results.push_back(id_of(result, results));
    } else if (!bool_member(part, "thought")) {
      spoken.text += string_member(part, "text");
    }
  }
  return spoken;
}

std::vector<Spoken> hear_all(DialectId dialect, const Json& request, Complaints& complaints) {
  std::vector<Spoken> all;
  if (dialect == DialectId::openai_responses) {
    for (const Json& item : member(request, "input"))
      all.push_back(hear_item(item));
    return all;
  }
  if (dialect == DialectId::gemini) {
    int calls = 0;
    int results = 0;
    for (const Json& content : member(request, "contents"))
      all.push_back(hear_content(content, calls, results));
    return all;
  }
  for (const Json& message : member(request, "messages"))
    all.push_back(hear(message, complaints));
  return all;
}

void judge_prefill(DialectId dialect, const Spoken& last, Complaints& complaints) {
  if (dialect != DialectId::anthropic_messages || last.role != "assistant") return;
  if (last.text.empty()) complaints.emplace_back("the last message of the assistant is empty");
  const bool blank = !last.text.empty() && (last.text.back() == ' ' || last.text.back() == '\n');
  if (blank) complaints.emplace_back("the prefill ends with white space");
}

// Every call must be answered, and no call twice made. In the list of Responses words may stand
// between calls of one answer.
void judge_calls(DialectId dialect, const std::vector<Spoken>& all, Complaints& complaints) {
  const bool one_by_one = dialect == DialectId::openai_responses;
  std::set<std::string> open;
  std::set<std::string> made;
  for (const Spoken& spoken : all) {
    for (const std::string& id : spoken.results) {
      if (open.erase(id) == 0) complaints.push_back("a result for no call: " + id);
    }
    const bool next_answer = spoken.role == "assistant" && !one_by_one;
    if (!open.empty() && (next_answer || spoken.role == "user")) {
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
  const std::vector<Spoken> all = hear_all(dialect, request, complaints);
  judge_calls(dialect, all, complaints);
  History history;
  std::set<std::string> results;
  for (const Spoken& spoken : all)
    results.insert(spoken.results.begin(), spoken.results.end());
  for (const Spoken& spoken : all) {
    if (spoken.role != "assistant" && spoken.role != "call") continue;
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

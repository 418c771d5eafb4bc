#include "core/drill/tool_loop.h"

#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/dialect/dialect.h"

namespace edgee {
namespace {

constexpr int kMaxRequests = 10;
constexpr Duration kPatience{std::chrono::seconds(60)};

struct ToolCall {
  std::string id;
  std::string name;
  std::string input;
};

struct Answer {
  std::string text;
  std::vector<ToolCall> calls;
  bool ended = false;
  std::string problem;
};

void note(Answer& answer, const StreamEvent& event) {
  if (const auto* text = std::get_if<TextDelta>(&event)) answer.text += text->text;
  const auto* start = std::get_if<BlockStart>(&event);
  if (start != nullptr && start->kind == BlockKind::tool_call) {
    answer.calls.push_back({start->id, start->name, ""});
  }
  if (const auto* piece = std::get_if<ToolDelta>(&event);
      piece != nullptr && !answer.calls.empty()) {
    answer.calls.back().input += piece->json;
  }
  if (const auto* fault = std::get_if<Fault>(&event)) answer.problem = fault->facts.message;
  if (std::holds_alternative<MessageEnd>(event)) answer.ended = true;
}

std::string request_body(const OrderedJson& messages) {
  const OrderedJson tool{{"name", "Bash"},
                         {"description", "Runs a command."},
                         {"input_schema",
                          {{"type", "object"},
                           {"properties", {{"command", {{"type", "string"}}}}},
                           {"required", OrderedJson::array({"command"})}}}};
  return dump_json(OrderedJson{{"model", "claude-opus-4-8"},
                               {"max_tokens", 1024},
                               {"messages", messages},
                               {"tools", OrderedJson::array({tool})},
                               {"stream", true}});
}

Answer ask(UpstreamClient& client, const Clock& clock, const std::string& url,
           const std::string& body) {
  const std::unique_ptr<Exchanges> exchanges = client.open({});
  UpstreamRequest request;
  request.url = url;
  request.headers = {{"content-type", "application/json"},
                     {"anthropic-version", "2023-06-01"},
                     {"x-api-key", "sk-ant-api03-drill"}};
  request.body = body;
  exchanges->start(request, false);
  const auto decoder = find_dialect(DialectId::anthropic_messages)->make_decoder();
  std::vector<StreamEvent> events;
  std::string error_body;
  int status = 0;
  Answer answer;
  for (const TimePoint until = clock.now() + kPatience;;) {
    const Arrival arrival = exchanges->next(until);
    if (arrival.kind == Arrival::Kind::head) {
      status = arrival.status;
    } else if (arrival.kind == Arrival::Kind::chunk) {
      if (status == 200)
        decoder->feed(arrival.chunk, events);
      else
        error_body += arrival.chunk;
    } else {
      if (arrival.kind != Arrival::Kind::end) answer.problem = "no answer: " + arrival.message;
      break;
    }
  }
  decoder->finish(events);
  for (const StreamEvent& event : events)
    note(answer, event);
  if (status != 200) answer.problem = "status " + std::to_string(status) + " " + error_body;
  if (answer.problem.empty() && !answer.ended) answer.problem = "the answer was cut";
  return answer;
}

OrderedJson assistant_turn(const Answer& answer) {
  OrderedJson content = OrderedJson::array();
  if (!answer.text.empty()) content.push_back({{"type", "text"}, {"text", answer.text}});
  for (const ToolCall& call : answer.calls) {
    content.push_back({{"type", "tool_use"},
                       {"id", call.id},
                       {"name", call.name},
                       {"input", OrderedJson::parse(call.input, nullptr, false)}});
  }
  return {{"role", "assistant"}, {"content", content}};
}

}  // namespace

LoopResult run_tool_loop(UpstreamClient& client, const Clock& clock, const std::string& base_url) {
  OrderedJson messages = OrderedJson::array({{{"role", "user"}, {"content", "Run the drill."}}});
  LoopResult result;
  while (result.requests < kMaxRequests) {
    const Answer answer =
        ask(client, clock, base_url + "/v1/messages?beta=true", request_body(messages));
    ++result.requests;
    result.problem = answer.problem;
    if (!result.problem.empty()) return result;
    if (answer.calls.empty()) {
      result.final_text = answer.text;
      return result;
    }
    messages.push_back(assistant_turn(answer));
    OrderedJson results = OrderedJson::array();
    for (const ToolCall& call : answer.calls) {
      ++result.tool_runs[call.input];
      results.push_back({{"type", "tool_result"}, {"tool_use_id", call.id}, {"content", "done"}});
    }
    messages.push_back({{"role", "user"}, {"content", results}});
  }
  result.problem = "the loop did not end";
  return result;
}

}  // namespace edgee

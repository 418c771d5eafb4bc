// How the vendors of OpenAI's dialects fail, under the names of the fault table.
// https://platform.openai.com/docs/guides/error-codes, and Codex's own codes (wire notes 3.7)
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/drill/faults.h"
#include "core/drill/words.h"

namespace edgee {
namespace {

using script::Body;
using script::End;
using script::Hang;
using script::Head;
using script::Play;
using script::Reset;

// The words of one dialect: whole events, and what marks a place in a stream.
struct Wire {
  std::string_view start;
  std::string_view ping;
  std::string_view error;
  std::string_view garbage;
  std::string_view end;  // of an answer without content
  std::string_view text;
  std::string_view call;
  std::string_view item_end;  // "" = nothing says that a block is whole
  std::string_view last;      // "" = only the end itself does
};

constexpr Wire kResponses{
    "event: response.created\n"
    R"(data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_drill",)"
    R"("object":"response","status":"in_progress","model":"drill","output":[]}})"
    "\n\n",
    ": ping\n\n",
    "event: error\n"
    R"(data: {"type":"error","code":"server_error","message":"The server had an error",)"
    R"("param":null,"sequence_number":7})"
    "\n\n",
    "event: response.output_text.delta\ndata: {\"ty\n\n",
    "event: response.completed\n"
    R"(data: {"type":"response.completed","sequence_number":1,"response":{"id":"resp_drill",)"
    R"("object":"response","status":"completed","model":"drill","output":[],)"
    R"("usage":{"input_tokens":10,"output_tokens":0,"total_tokens":10}}})"
    "\n\n",
    "event: response.output_text.delta",
    "event: response.function_call_arguments.delta",
    "event: response.output_item.done",
    "event: response.completed"};

constexpr Wire kChat{
    R"(data: {"id":"chatcmpl-drill","object":"chat.completion.chunk","created":0,"model":"drill",)"
    R"("choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]})"
    "\n\n",
    ": ping\n\n",
    R"(data: {"error":{"message":"The server had an error","type":"server_error","code":null}})"
    "\n\n",
    "data: {\"id\":\"chatcmpl-drill\",\"cho\n\n",
    R"(data: {"id":"chatcmpl-drill","object":"chat.completion.chunk","created":0,"model":"drill",)"
    R"("choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
    "\n\ndata: [DONE]\n\n",
    "\"content\":",
    "\"arguments\":",
    "",
    ""};

Play error(int status, const std::string& code, const std::string& message,
           HeaderList headers = {}) {
  const std::string body = R"({"error":{"message":")" + message + R"(","type":")" + code +
                           R"(","param":null,"code":")" + code + R"("}})";
  headers.push_back({"content-type", "application/json"});
  headers.push_back({"content-length", std::to_string(body.size())});
  return {Head{status, std::move(headers)}, Body{body}, End{}};
}

Play plan_cap() {
  const std::string body =
      R"({"error":{"type":"usage_limit_reached","message":"The usage limit has been reached",)"
      R"("plan_type":"plus","resets_at":4102444800,"resets_in_seconds":121180}})";
  return {
      Head{429,
           {{"content-type", "application/json"}, {"content-length", std::to_string(body.size())}}},
      Body{body}, End{}};
}

struct Refusal {
  std::string_view fault;
  int status;
  const char* code;
  const char* message;
};
constexpr std::array kRefusals{
    Refusal{"401 bad key", 401, "invalid_api_key", "Incorrect API key provided"},
    Refusal{"402 unpaid", 402, "billing_not_active", "Your account is not active"},
    Refusal{"403 forbidden", 403, "permission_denied", "You may not use this model"},
    Refusal{"404 no such model", 404, "model_not_found", "The model does not exist"},
    Refusal{"408 timed out", 408, "timeout", "Request timed out."},
    Refusal{"413 too large", 413, "request_too_large", "Request exceeds the maximum size"},
    Refusal{"window overflow", 400, "context_length_exceeded",
            "Your input exceeds the context window of this model"},
    Refusal{"429 quota", 429, "insufficient_quota", "You exceeded your current quota"},
    Refusal{"500 server error", 500, "server_error", "The server had an error"},
    Refusal{"503 unavailable", 503, "server_is_overloaded", "Our servers are overloaded"},
    Refusal{"504 timed out", 504, "timeout", "Gateway timeout"},
    Refusal{"529 overloaded", 529, "overloaded", "Overloaded"}};

// What no dialect has words of its own for.
constexpr std::array<std::string_view, 7> kWordless{
    "connection reset", "no head",       "head, then silence", "502 HTML",
    "200 with HTML",    "200 with JSON", "200 with nothing"};

Play stream(const std::string& events, script::Act act) {
  return {Head{200, {{"content-type", "text/event-stream"}}}, Body{events}, std::move(act)};
}

// Whole, but that the input of its calls ends too early.
Play malformed(Words words) {
  constexpr std::string_view kEnd = R"(\"}")";
  for (std::size_t at = words.bytes.find(kEnd); at != std::string::npos;
       at = words.bytes.find(kEnd, at + 1)) {
    words.bytes.replace(at, kEnd.size(), "\"");
  }
  return words.until(words.bytes.size(), End{});
}

Play pings_in(const Wire& wire, const Words& words, std::size_t at) {
  Play play = words.until(at, Body{});
  for (int i = 0; i < 20; ++i) {
    play.emplace_back(Body{std::string(wire.ping)});
    play.emplace_back(script::Wait{std::chrono::milliseconds(100)});
  }
  play.emplace_back(Hang{});
  return play;
}

std::optional<Play> broken_off(std::string_view fault, const Wire& wire, const Words& words) {
  const std::size_t text = words.behind(wire.text);
  const std::size_t call = words.behind(wire.call);
  const bool blocks = !wire.item_end.empty();
  if (fault == "cut in mid-text") return words.until(text, Reset{});
  if (fault == "clean end in mid-text") return words.until(text, End{});
  if (fault == "error event in mid-text") return words.until(text, End{}, std::string(wire.error));
  if (fault == "garbage in mid-text") return words.until(text, Hang{}, std::string(wire.garbage));
  if (fault == "stall in mid-text") return words.until(text, Hang{});
  if (fault == "pings, no progress") return pings_in(wire, words, text);
  if (fault == "cut behind the text") {
    return words.until(blocks ? words.behind(wire.item_end) : words.behind(wire.text, 2), Reset{});
  }
  // The last answer of a loop calls no tool.
  if (fault == "cut in a tool call") {
    return words.until(call == std::string::npos ? text : call, Reset{});
  }
  if (fault == "malformed tool call") return malformed(words);
  if (fault == "cut behind a tool call") {
    if (call == std::string::npos) return words.until(text, Reset{});
    return words.until(words.behind(blocks ? wire.item_end : wire.call, 2), Reset{});
  }
  if (fault == "no last event" && !wire.last.empty()) {
    return words.until(words.bytes.find(wire.last), Reset{});
  }
  return std::nullopt;
}

}  // namespace

std::optional<Play> openai_ill_answer(const Fault& fault, const Play& whole, DialectId dialect) {
  const Wire& wire = dialect == DialectId::openai_chat ? kChat : kResponses;
  if (std::find(kWordless.begin(), kWordless.end(), fault.name) != kWordless.end()) {
    return ill_answer(fault, whole);
  }
  for (const Refusal& refusal : kRefusals) {
    if (refusal.fault == fault.name) return error(refusal.status, refusal.code, refusal.message);
  }
  const std::string start(wire.start);
  if (fault.name == "429 throttled") {
    return error(429, "rate_limit_exceeded", "Rate limit reached", {{"retry-after", "20"}});
  }
  // Plans are Codex's, which speaks Responses.
  if (fault.name == "429 plan cap" && dialect == DialectId::openai_responses) return plan_cap();
  if (fault.name == "pings, no token") return stream(start + std::string(wire.ping), Hang{});
  if (fault.name == "error as first event") return stream(std::string(wire.error), End{});
  if (fault.name == "error before content") return stream(start + std::string(wire.error), End{});
  if (fault.name == "empty answer") return stream(start + std::string(wire.end), End{});
  if (fault.name == "cut before content") return stream(start, End{});
  return broken_off(fault.name, wire, Words(whole));
}

}  // namespace edgee

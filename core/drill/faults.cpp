#include "core/drill/faults.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/drill/words.h"

namespace edgee {
namespace {

using script::Body;
using script::End;
using script::Hang;
using script::Head;
using script::Play;
using script::Reset;

Play reply(int status, HeaderList headers, std::string body) {
  headers.push_back({"content-length", std::to_string(body.size())});
  return {Head{status, std::move(headers)}, Body{std::move(body)}, End{}};
}

// Anthropic's envelope (platform.claude.com, api/errors).
Play error(int status, const std::string& type, const std::string& message,
           HeaderList headers = {}) {
  headers.push_back({"content-type", "application/json"});
  return reply(status, std::move(headers),
               R"({"type":"error","error":{"type":")" + type + R"(","message":")" + message +
                   R"("},"request_id":"req_drill"})");
}

Play stream(std::string events) {
  return {Head{200, {{"content-type", "text/event-stream"}}}, Body{std::move(events)}, End{}};
}

constexpr std::string_view kMessageStart =
    "event: message_start\n"
    R"(data: {"type":"message_start","message":{"id":"msg_drill","type":"message","role":"assistant",)"
    R"("model":"drill","content":[],"stop_reason":null,"stop_sequence":null,)"
    R"("usage":{"input_tokens":10,"output_tokens":1}}})"
    "\n\n";

constexpr std::string_view kEndTurn =
    "event: message_delta\n"
    R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},)"
    R"("usage":{"output_tokens":1}})"
    "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

constexpr std::string_view kErrorEvent =
    "event: error\n"
    R"(data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"
    "\n\n";

Play head_silence() {
  return {Hang{}};
}
Play body_silence() {
  return {Head{200, {{"content-type", "text/event-stream"}}}, Hang{}};
}
Play pings_only() {
  Play play{Head{200, {{"content-type", "text/event-stream"}}}};
  play.push_back(Body{std::string(kMessageStart)});
  play.push_back(Body{"event: ping\ndata: {\"type\":\"ping\"}\n\n"});
  play.push_back(Hang{});
  return play;
}
Play reset() {
  return {Reset{}};
}
Play e401() {
  return error(401, "authentication_error", "invalid x-api-key");
}
Play e402() {
  return error(402, "billing_error", "Your account has a billing problem.");
}
Play e403() {
  return error(403, "permission_error", "Your account may not use this model.");
}
Play e404() {
  return error(404, "not_found_error", "model: claude-opus-4-8");
}
Play e408() {
  return error(408, "timeout_error", "Request timed out.");
}
Play e413() {
  return error(413, "request_too_large", "Request exceeds the maximum size");
}
Play overflow() {
  return error(400, "invalid_request_error",
               "prompt is too long: 1200000 tokens > 1000000 maximum");
}
Play throttle() {
  return error(429, "rate_limit_error", "Rate limited", {{"retry-after", "20"}});
}
Play quota() {
  return reply(
      429, {{"content-type", "application/json"}},
      R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota",)"
      R"("param":null,"code":"insufficient_quota"}})");
}
Play plan_cap() {
  return error(429, "rate_limit_error",
               "This request would exceed your account's rate limit. Please try again later.",
               {{"anthropic-ratelimit-unified-status", "rejected"},
                {"anthropic-ratelimit-unified-representative-claim", "seven_day"},
                {"anthropic-ratelimit-unified-reset", "4102444800"},
                {"anthropic-ratelimit-unified-5h-status", "allowed"},
                {"anthropic-ratelimit-unified-7d-status", "rejected"},
                {"retry-after", "121180"}});
}
Play spend_429() {
  return reply(429, {{"content-type", "application/json"}},
               R"({"type":"error","error":{"type":"rate_limit_error","message":)"
               R"("This organization has reached its monthly spend limit.",)"
               R"("details":{"error_code":"enforced_spend_limit_reached"}}})");
}
Play spend_400() {
  return error(400, "invalid_request_error",
               "You have reached your specified API usage limits. You will regain access on "
               "2099-01-01 at 00:00 UTC.");
}
Play credit() {
  return error(400, "invalid_request_error",
               "Your credit balance is too low to access the Anthropic API.");
}
Play long_context() {
  return error(429, "rate_limit_error", "Extra usage is required for long context requests.");
}
Play e500() {
  return error(500, "api_error", "Internal server error");
}
Play e502() {
  return reply(502, {{"content-type", "text/html"}}, "<html><h1>502 Bad Gateway</h1></html>");
}
Play e503() {
  return error(503, "api_error", "Service unavailable");
}
Play e504() {
  return error(504, "timeout_error", "Gateway timeout");
}
Play e529() {
  return error(529, "overloaded_error", "Overloaded");
}
Play first_event_error() {
  return stream(std::string(kErrorEvent));
}
Play error_after_start() {
  return stream(std::string(kMessageStart) + std::string(kErrorEvent));
}
Play html() {
  return reply(200, {{"content-type", "text/html"}},
               "<html><body>Sign in to continue</body></html>");
}
Play json() {
  return reply(200, {{"content-type", "application/json"}}, R"({"ok":true})");
}
Play nothing() {
  return stream("");
}
Play empty() {
  return stream(std::string(kMessageStart) + std::string(kEndTurn));
}
Play cut_before_content() {
  return stream(std::string(kMessageStart));
}
Play bad_request() {
  return error(400, "invalid_request_error", "context_management: Extra inputs are not permitted");
}

std::size_t mid_text(const Words& words) {
  return words.behind("text_delta");
}
std::size_t mid_call(const Words& words) {
  return words.behind("input_json_delta");
}

Play cut_in_text(const Play& whole) {
  const Words words(whole);
  return words.until(mid_text(words), Reset{});
}
Play end_in_text(const Play& whole) {
  const Words words(whole);
  return words.until(mid_text(words), End{});
}
Play error_in_text(const Play& whole) {
  const Words words(whole);
  return words.until(mid_text(words), End{}, std::string(kErrorEvent));
}
Play garbage_in_text(const Play& whole) {
  const Words words(whole);
  return words.until(mid_text(words), Hang{}, "event: content_block_delta\ndata: {\"ty\n\n");
}
Play stall_in_text(const Play& whole) {
  const Words words(whole);
  return words.until(mid_text(words), Hang{});
}
Play pings_in_text(const Play& whole) {
  const Words words(whole);
  Play play = words.until(mid_text(words), Body{});
  for (int i = 0; i < 20; ++i) {
    play.emplace_back(Body{"event: ping\ndata: {\"type\": \"ping\"}\n\n"});
    play.emplace_back(script::Wait{std::chrono::milliseconds(100)});
  }
  play.emplace_back(Hang{});
  return play;
}
Play cut_behind_text(const Play& whole) {
  const Words words(whole);
  return words.until(words.behind("content_block_stop\""), Reset{});
}
// The last answer of a loop calls no tool.
Play cut_in_call(const Play& whole) {
  const Words words(whole);
  const std::size_t call = mid_call(words);
  return words.until(call == std::string::npos ? mid_text(words) : call, Reset{});
}
// Its input lacks the second half, and the provider says that all is well.
Play malformed_call(const Play& whole) {
  Words words(whole);
  const std::size_t begin = mid_call(words);
  if (begin == std::string::npos) return whole;
  words.bytes.erase(begin, words.behind("input_json_delta", 2) - begin);
  return words.until(words.bytes.size(), End{});
}
Play cut_behind_call(const Play& whole) {
  const Words words(whole);
  if (mid_call(words) == std::string::npos) return cut_in_text(whole);
  return words.until(words.behind("content_block_stop\"", 2), Reset{});
}
Play no_last_event(const Play& whole) {
  const Words words(whole);
  return words.until(words.bytes.find("event: message_stop"), Reset{});
}

constexpr Fault broken(std::string_view name, std::string_view trigger,
                       Play (*spoil)(const Play& whole), Rescue rescue = Rescue::replaced) {
  return {name, trigger, FaultPlace::answer, FaultyStep::agent, nullptr, spoil, rescue};
}

Play thinking_refused() {
  return error(400, "invalid_request_error",
               "messages.1.content.0: Invalid `signature` in `thinking` block");
}

constexpr std::array kTable{
    Fault{"connection refused", "connect", FaultPlace::refused_port},
    Fault{"host unknown", "dns", FaultPlace::unknown_host},
    Fault{"no TLS", "tls", FaultPlace::plain_port},
    Fault{"connection reset", "reset", FaultPlace::answer, FaultyStep::agent, reset},
    Fault{"no head", "timeout", FaultPlace::answer, FaultyStep::agent, head_silence},
    Fault{"head, then silence", "timeout", FaultPlace::answer, FaultyStep::agent, body_silence},
    Fault{"pings, no token", "timeout", FaultPlace::answer, FaultyStep::agent, pings_only},
    Fault{"401 bad key", "unauthorized", FaultPlace::answer, FaultyStep::agent, e401},
    Fault{"402 unpaid", "payment", FaultPlace::answer, FaultyStep::agent, e402},
    Fault{"403 forbidden", "forbidden", FaultPlace::answer, FaultyStep::agent, e403},
    Fault{"404 no such model", "model_missing", FaultPlace::answer, FaultyStep::agent, e404},
    Fault{"408 timed out", "request_timeout", FaultPlace::answer, FaultyStep::agent, e408},
    Fault{"413 too large", "too_large", FaultPlace::answer, FaultyStep::agent, e413},
    Fault{"window overflow", "window_overflow", FaultPlace::answer, FaultyStep::agent, overflow},
    Fault{"429 throttled", "throttled", FaultPlace::answer, FaultyStep::agent, throttle},
    Fault{"429 quota", "quota", FaultPlace::answer, FaultyStep::agent, quota},
    Fault{"429 plan cap", "plan_cap", FaultPlace::answer, FaultyStep::agent, plan_cap},
    Fault{"429 spend limit", "spend_limit", FaultPlace::answer, FaultyStep::agent, spend_429},
    Fault{"400 spend limit", "spend_limit", FaultPlace::answer, FaultyStep::agent, spend_400},
    Fault{"400 no credit", "payment", FaultPlace::answer, FaultyStep::agent, credit},
    Fault{"429 not in the plan", "entitlement", FaultPlace::answer, FaultyStep::agent,
          long_context},
    Fault{"500 server error", "server_error", FaultPlace::answer, FaultyStep::agent, e500},
    Fault{"502 HTML", "server_error", FaultPlace::answer, FaultyStep::agent, e502},
    Fault{"503 unavailable", "overloaded", FaultPlace::answer, FaultyStep::agent, e503},
    Fault{"504 timed out", "server_error", FaultPlace::answer, FaultyStep::agent, e504},
    Fault{"529 overloaded", "overloaded", FaultPlace::answer, FaultyStep::agent, e529},
    Fault{"error as first event", "error_event", FaultPlace::answer, FaultyStep::agent,
          first_event_error},
    Fault{"error before content", "error_event", FaultPlace::answer, FaultyStep::agent,
          error_after_start},
    Fault{"200 with HTML", "not_an_answer", FaultPlace::answer, FaultyStep::agent, html},
    Fault{"200 with JSON", "not_an_answer", FaultPlace::answer, FaultyStep::agent, json},
    Fault{"200 with nothing", "not_an_answer", FaultPlace::answer, FaultyStep::agent, nothing},
    Fault{"empty answer", "empty_answer", FaultPlace::answer, FaultyStep::agent, empty},
    Fault{"cut before content", "cut", FaultPlace::answer, FaultyStep::agent, cut_before_content},
    Fault{"400 at a provider", "bad_request", FaultPlace::answer, FaultyStep::provider,
          bad_request},
    Fault{"400 thinking refused", "thinking_refused", FaultPlace::answer, FaultyStep::provider,
          thinking_refused},
    Fault{"401 at a provider", "unauthorized", FaultPlace::answer, FaultyStep::provider, e401},
    Fault{"no key", "no_credential", FaultPlace::missing_key, FaultyStep::provider},
    Fault{"no tools in this dialect", "not_encodable", FaultPlace::refused_request,
          FaultyStep::provider},
    broken("cut in mid-text", "cut", cut_in_text),
    broken("clean end in mid-text", "cut", end_in_text),
    broken("error event in mid-text", "error_event", error_in_text),
    broken("garbage in mid-text", "garbled", garbage_in_text),
    broken("stall in mid-text", "timeout", stall_in_text),
    broken("pings, no progress", "timeout", pings_in_text),
    broken("cut behind the text", "cut", cut_behind_text),
    broken("cut in a tool call", "cut", cut_in_call),
    broken("malformed tool call", "malformed_call", malformed_call, Rescue::mixed),
    broken("cut behind a tool call", "cut", cut_behind_call, Rescue::mixed),
    broken("no last event", "cut", no_last_event, Rescue::ended),
};

}  // namespace

Play ill_answer(const Fault& fault, const Play& whole) {
  if (fault.spoil != nullptr) return fault.spoil(whole);
  return fault.play != nullptr ? fault.play() : whole;
}

std::optional<Play> ill_answer(const Fault& fault, const Play& whole, DialectId dialect) {
  const bool openai = dialect == DialectId::openai_chat || dialect == DialectId::openai_responses;
  return openai ? openai_ill_answer(fault, whole, dialect) : ill_answer(fault, whole);
}

bool befalls(const Fault& fault, DialectId vendor) {
  if (fault.place != FaultPlace::answer || fault.step == FaultyStep::provider) return true;
  return ill_answer(fault, {}, vendor).has_value();
}

std::span<const Fault> fault_table() {
  return kTable;
}

const Fault* find_fault(std::string_view name) {
  const auto found = std::find_if(kTable.begin(), kTable.end(),
                                  [name](const Fault& fault) { return fault.name == name; });
  return found == kTable.end() ? nullptr : &*found;
}

}  // namespace edgee

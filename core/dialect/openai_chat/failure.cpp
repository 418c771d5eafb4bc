#include "core/dialect/openai_chat/failure.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialect/error_text.h"
#include "core/dialect/retry_after.h"

namespace edgee::openai_chat {
namespace {

// Strings and numbers alike: z.ai's codes are strings, OpenRouter's numbers.
std::string word(const Json& object, std::string_view key) {
  const Json& value = member(object, key);
  if (value.is_number_integer()) return dump_json(value);
  return string_member(object, key);
}

// The most telling of what the envelopes call code, type and status. A code that only repeats the
// status tells nothing when there is a word besides.
std::string code_of(const Json& error) {
  std::string code = word(error, "code");
  if (!code.empty() && !is_status_code(code)) return code;
  for (const char* key : {"type", "status"}) {
    std::string other = word(error, key);
    if (!other.empty() && !is_status_code(other)) return other;
  }
  return code;
}

// FastAPI: "detail": "..." or [{"loc": [...], "msg": "..."}].
std::string detail_of(const Json& detail) {
  if (detail.is_string()) return detail.get<std::string>();
  if (detail.is_object()) return string_member(detail, "message");
  std::string text;
  if (!detail.is_array()) return text;
  for (const Json& item : detail) {
    if (!text.empty()) text += "; ";
    text += string_member(item, "msg");
    if (member(item, "loc").is_array()) text += " at " + dump_json(member(item, "loc"));
  }
  return text;
}

// What others hide one floor deeper: OpenRouter's upstream error, Google's quota.
std::string deeper_words(const Json& error) {
  std::string words = word(member(error, "metadata"), "raw");
  const Json& details = member(error, "details");
  if (!details.is_array()) return words;
  for (const Json& detail : details) {
    append_words(words, string_member(detail, "reason"));
    const Json& violations = member(detail, "violations");
    if (!violations.is_array()) continue;
    for (const Json& violation : violations)
      append_words(words, string_member(violation, "quotaId"));
  }
  return words;
}

std::string message_of(const Json& error) {
  const Json& own = member(error, "message");
  std::string message = own.is_object() ? detail_of(member(own, "detail")) : detail_of(own);
  append_words(message, detail_of(member(error, "detail")));
  append_words(message, deeper_words(error));
  return message;
}

// Google's "retryDelay": "37s".
std::optional<Duration> google_delay(const Json& error) {
  const Json& details = member(error, "details");
  if (!details.is_array()) return std::nullopt;
  for (const Json& detail : details) {
    const std::string delay = string_member(detail, "retryDelay");
    const long long seconds =
        parse_number(std::string_view(delay).substr(0, delay.find_first_of(".s")));
    if (seconds >= 0) return std::chrono::seconds(seconds);
  }
  return std::nullopt;
}

// OpenRouter repeats headers inside the body; this one is in milliseconds since 1970.
std::optional<WallTime> reset_in_body(const Json& error) {
  const std::string reset = word(member(member(error, "metadata"), "headers"), "X-RateLimit-Reset");
  const long long ms = parse_number(reset);
  constexpr long long kYear2001 = 1'000'000'000'000;
  constexpr long long kYear2100 = 4'102'444'800'000;
  if (ms < kYear2001 || ms > kYear2100) return std::nullopt;
  return WallTime{std::chrono::milliseconds(ms)};
}

// MiniMax: "base_resp": {"status_code": 1008, "status_msg": "..."}.
FailureFacts read_base_resp(const Json& base) {
  FailureFacts facts;
  facts.code = word(base, "status_code");
  facts.message = string_member(base, "status_msg");
  return facts;
}

FailureFacts read_object(const Json& object) {
  const Json& base = member(object, "base_resp");
  if (int_member(base, "status_code").value_or(0) != 0) return read_base_resp(base);
  const Json& inner = member(object, "error");
  FailureFacts facts;
  if (inner.is_string()) {
    facts.message = inner.get<std::string>();
    facts.code = code_of(object);
    append_words(facts.message, message_of(object));  // {"error":"Unauthorized","message":"..."}
    return facts;
  }
  const Json& error = inner.is_object() ? inner : object;
  facts.code = code_of(error);
  facts.message = message_of(error);
  facts.retry_after = google_delay(error);
  facts.resets_at = reset_in_body(error);
  return facts;
}

FailureFacts read_body(std::string_view body) {
  const std::string_view text = trim(body);
  std::optional<Json> parsed = parse_json(text);
  if (parsed && parsed->is_array() && !parsed->empty()) {  // Google wraps it
    Json first = std::move(parsed->front());
    parsed = std::move(first);
  }
  if (parsed && parsed->is_object()) return read_object(*parsed);
  FailureFacts facts;
  facts.message = plain_error(text);
  return facts;
}

void read_kind(FailureFacts& facts, int status) {
  if (status < 400 && is_status_code(facts.code))
    status = static_cast<int>(parse_number(facts.code));
  if (status < 400) return;
  facts.kind = kind_of_status(status);
  facts.scope = scope_of(facts.kind);
}

}  // namespace

FailureFacts read_failure(int status, const HeaderList& headers, std::string_view body,
                          WallTime now) {
  FailureFacts facts = read_body(body);
  if (facts.message.size() > kErrorTextMax) facts.message.resize(kErrorTextMax);
  read_kind(facts, status);
  if (status < 400 && facts.code.empty()) facts.kind = FailureKind::not_an_answer;
  if (const auto wait = read_retry_after(headers, now)) facts.retry_after = wait;
  return facts;
}

bool holds_error(const Json& object) {
  const Json& error = member(object, "error");
  const bool named =
      (error.is_object() && !error.empty()) || !string_member(object, "error").empty();
  const bool bare = string_member(object, "object") == "error";
  return named || bare || int_member(member(object, "base_resp"), "status_code").value_or(0) != 0;
}

FailureFacts read_error(const Json& object) {
  FailureFacts facts = read_object(object);
  if (facts.message.size() > kErrorTextMax) facts.message.resize(kErrorTextMax);
  read_kind(facts, 200);
  return facts;
}

}  // namespace edgee::openai_chat

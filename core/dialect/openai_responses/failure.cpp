#include "core/dialect/openai_responses/failure.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/error_text.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/retry_after.h"

namespace edgee::openai_responses {
namespace {

// Strings and numbers alike.
std::string word(std::string_view object, std::string_view key) {
  const std::string_view value = json_at(object, key);
  if (value.starts_with('"')) return json_text(value);
  return parse_number(value) >= 0 ? std::string(value) : std::string();
}

// What the codes of a stream mean, where no status stands beside them (error codes guide).
struct CodeRow {
  std::string_view code;
  FailureKind kind = FailureKind::server_error;
};
constexpr std::array kCodes = std::to_array<CodeRow>({
    {"context_length_exceeded", FailureKind::window_overflow},
    {"rate_limit_exceeded", FailureKind::throttled},
    {"slow_down", FailureKind::overloaded},
    {"server_is_overloaded", FailureKind::overloaded},
    {"insufficient_quota", FailureKind::quota},
    {"usage_limit_reached", FailureKind::plan_cap},
    {"usage_not_included", FailureKind::entitlement},
    {"invalid_prompt", FailureKind::bad_request},
    {"cyber_policy", FailureKind::bad_request},
    {"unsupported_parameter", FailureKind::bad_request},
    {"unsupported_value", FailureKind::bad_request},
    {"string_above_max_length", FailureKind::bad_request},
    {"invalid_request_error", FailureKind::bad_request},
    {"invalid_encrypted_content", FailureKind::thinking_refused},
    {"invalid_api_key", FailureKind::unauthorized},
    {"model_not_found", FailureKind::model_missing},
});

void read_kind(FailureFacts& facts, int status) {
  const auto* row = std::find_if(kCodes.begin(), kCodes.end(),
                                 [&](const CodeRow& known) { return known.code == facts.code; });
  if (status < 400 && is_status_code(facts.code))
    status = static_cast<int>(parse_number(facts.code));
  const bool known = row != kCodes.end();
  // One word for everything that is wrong with a request: the status says more.
  const bool says_little = !known || row->code == "invalid_request_error";
  if (says_little && status >= 400) {
    facts.kind = kind_of_status(status);
  } else if (known) {
    facts.kind = row->kind;
  }
  facts.scope = scope_of(facts.kind);
}

// The more telling of code and type.
void read_words(std::string_view error, FailureFacts& facts) {
  if (error.starts_with('"')) {
    facts.message = json_text(error);
    return;
  }
  facts.code = word(error, "code");
  const std::string type = word(error, "type");
  if ((facts.code.empty() || is_status_code(facts.code)) && !type.empty() && type != "error") {
    facts.code = type;
  }
  facts.message = word(error, "message");
  if (facts.message.size() > kErrorTextMax) facts.message.resize(kErrorTextMax);
}

}  // namespace

FailureFacts read_failure(int status, const HeaderList& headers, std::string_view body,
                          WallTime now) {
  FailureFacts facts;
  const std::string_view text = trim(body);
  if (text.starts_with('{')) {
    const std::string_view error = json_at(text, "error");
    read_words(error.size() > 4 ? error : text, facts);
    if (facts.message.empty()) facts.message = word(text, "detail");
    if (facts.message.empty()) facts.message = word(text, "message");
  } else {
    facts.message = plain_error(text);
  }
  read_kind(facts, status);
  if (status < 400 && facts.code.empty()) facts.kind = FailureKind::not_an_answer;
  facts.retry_after = read_retry_after(headers, now);
  return facts;
}

FailureFacts read_stream_error(std::string_view error) {
  FailureFacts facts;
  read_words(error, facts);
  read_kind(facts, 200);
  facts.in_stream = true;
  return facts;
}

}  // namespace edgee::openai_responses

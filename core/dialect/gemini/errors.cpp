#include "core/dialect/gemini/errors.h"

#include <utility>

#include "core/base/text.h"
#include "core/dialect/gemini/failure.h"
#include "core/dialect/gemini/json_object.h"
#include "core/dialect/gemini/statuses.h"

namespace edgee::gemini {
namespace {

using Kind = std::optional<FailureKind>;

constexpr std::string_view kOverflow =
    "The input token count exceeds the maximum number of tokens allowed";

bool lasts(Kind kind) {
  return kind == FailureKind::quota || kind == FailureKind::plan_cap ||
         kind == FailureKind::spend_limit || kind == FailureKind::payment ||
         kind == FailureKind::entitlement;
}

std::string write_type(std::string_view name) {
  return R"("@type":"type.googleapis.com/google.rpc.)" + std::string(name) + "\"";
}

std::string write_details(Kind kind, std::string_view message) {
  std::string details;
  if (lasts(kind)) {
    append_element(details, "{" + write_type("QuotaFailure") +
                                R"(,"violations":[{"quotaId":"EdgeeChainPerDay"}]})");
  }
  const std::optional<Duration> wait = retry_in_words(message);
  if (wait && kind && *kind != FailureKind::window_overflow) {
    const long long seconds = (wait->count() + 999) / 1000;
    append_element(details, "{" + write_type("RetryInfo") + R"(,"retryDelay":")" +
                                std::to_string(seconds) + R"(s"})");
  }
  return details;
}

}  // namespace

std::string encode_error(int status, Kind kind, std::string_view message) {
  std::string words(message);
  if (kind == FailureKind::window_overflow && !contains_ignoring_case(words, "token count")) {
    words = std::string(kOverflow) + ": " + words;
  }
  JsonObject error;
  error.put("code", std::to_string(status)).put_text("message", words);
  error.put_text("status", kind ? status_word(*kind) : status_word(status));
  const std::string details = write_details(kind, message);
  if (!details.empty()) error.put("details", "[" + details + "]");
  return R"({"error":)" + std::move(error).done() + "}";
}

std::string encode_error_event(int status, Kind kind, std::string_view message) {
  return "data: " + encode_error(status, kind, message) + "\n\n";
}

std::string encode_fault(const FailureFacts& facts) {
  const std::string_view message =
      facts.message.empty() ? to_string(facts.kind) : std::string_view(facts.message);
  return encode_error(status_of_word(status_word(facts.kind)), facts.kind, message);
}

}  // namespace edgee::gemini

#include "core/dialect/openai_chat/errors.h"

#include <algorithm>
#include <array>

#include "core/base/json_quote.h"

namespace edgee::openai_chat {
namespace {

using enum FailureKind;

constexpr std::string_view kInvalid = "invalid_request_error";
constexpr std::string_view kQuota = "insufficient_quota";
constexpr int kBadGateway = 502;

// What OpenAI says of each failure; "" = no code. Kinds without a row are a server's trouble.
// https://developers.openai.com/api/docs/guides/error-codes
struct Row {
  FailureKind kind = server_error;
  std::string_view type;
  std::string_view code;
};
constexpr std::array kRows = std::to_array<Row>({
    {window_overflow, kInvalid, "context_length_exceeded"},
    {bad_request, kInvalid, ""},
    {thinking_refused, kInvalid, ""},
    {too_large, kInvalid, "request_too_large"},
    {not_found, kInvalid, ""},
    {model_missing, kInvalid, "model_not_found"},
    {unauthorized, kInvalid, "invalid_api_key"},
    {forbidden, "permission_error", ""},
    {entitlement, "permission_error", ""},
    {throttled, "requests", "rate_limit_exceeded"},
    {quota, kQuota, kQuota},
    {plan_cap, kQuota, kQuota},
    {payment, kQuota, kQuota},
    {spend_limit, kQuota, kQuota},
    {overloaded, "service_unavailable_error", "server_is_overloaded"},
    {refusal, kInvalid, "content_filter"},
});
constexpr Row kServer{server_error, "server_error", "server_error"};

// What says that the agent's own key is at fault makes it stop or ask its user for another one. A
// status above says that some other provider's key is.
bool blames_the_agent(FailureKind kind) {
  return kind == unauthorized || kind == forbidden || kind == entitlement;
}

const Row& row_of(int status, std::optional<FailureKind> kind) {
  const FailureKind known = kind.value_or(kind_of_status(status));
  if (blames_the_agent(known) && status >= 500) return kServer;
  const auto* row = std::find_if(kRows.begin(), kRows.end(),
                                 [known](const Row& own) { return own.kind == known; });
  return row == kRows.end() ? kServer : *row;
}

std::string envelope(const Row& row, std::string_view message) {
  return R"({"error":{"message":)" + quote_json(message) + R"(,"type":)" + quote_json(row.type) +
         R"(,"param":null,"code":)" + (row.code.empty() ? "null" : quote_json(row.code)) + "}}";
}

std::string event_of(const std::string& data) {
  return "data: " + data + "\n\n";
}

}  // namespace

std::string encode_error(int status, std::optional<FailureKind> kind, std::string_view message) {
  return envelope(row_of(status, kind), message);
}

std::string encode_error_event(int status, std::optional<FailureKind> kind,
                               std::string_view message) {
  return event_of(encode_error(status, kind, message));
}

std::string encode_fault(const FailureFacts& facts) {
  const auto* own = std::find_if(kRows.begin(), kRows.end(), [&facts](const Row& row) {
    return !row.code.empty() && row.code == facts.code && !blames_the_agent(row.kind);
  });
  const Row& row = own == kRows.end() ? row_of(kBadGateway, facts.kind) : *own;
  const std::string_view message =
      facts.message.empty() ? to_string(facts.kind) : std::string_view(facts.message);
  return event_of(envelope(row, message));
}

}  // namespace edgee::openai_chat

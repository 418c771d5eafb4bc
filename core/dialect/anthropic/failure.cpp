#include "core/dialect/anthropic/failure.h"

#include <chrono>
#include <utility>

#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/anthropic/error_meaning.h"
#include "core/dialect/anthropic/error_types.h"
#include "core/dialect/anthropic/plan_limits.h"
#include "core/dialect/error_text.h"
#include "core/dialect/retry_after.h"

namespace edgee::anthropic {
namespace {

// Strings are unescaped; numbers (a third party's `code`) stay as they are.
std::string plain(std::string_view value) {
  return value.starts_with('"') ? json_text(value) : std::string(value == "null" ? "" : value);
}

ErrorBody read_error_body(std::string_view body) {
  const std::string_view text = trim(body);
  if (!text.starts_with('{')) return {{}, {}, plain_error(text)};
  const std::string_view error = json_at(text, "error");
  const std::string_view owner = error.starts_with('{') ? error : text;
  ErrorBody read{plain(json_at(owner, "type")), plain(json_at(owner, "code")),
                 plain(json_at(owner, "message"))};
  const std::string detail = plain(json_at(json_at(owner, "details"), "error_code"));
  if (!detail.empty()) read.code = detail;
  if (read.message.empty() && error.starts_with('"')) read.message = json_text(error);
  if (read.message.empty()) read.message = plain(json_at(text, "detail"));
  if (read.message.size() > kErrorTextMax) read.message.resize(kErrorTextMax);
  return read;
}

FailureFacts facts_of(int status, ErrorBody error) {
  const Meaning meaning = meaning_of(status, error);
  FailureFacts facts;
  facts.kind = meaning.kind;
  facts.scope = meaning.scope;
  facts.code = error.code.empty() ? std::move(error.type) : std::move(error.code);
  facts.message = std::move(error.message);
  return facts;
}

// The tier's monthly cap opens at 00:00 UTC on the first.
WallTime next_month(WallTime now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const auto month = today.year() / today.month() + std::chrono::months(1);
  return std::chrono::sys_days(month / std::chrono::day(1));
}

}  // namespace

FailureFacts read_failure(int status, const HeaderList& headers, std::string_view body,
                          WallTime now) {
  ErrorBody error = read_error_body(body);
  const int stated = status_of_error_type(error.type);
  FailureFacts facts = facts_of(status < 400 && stated != 0 ? stated : status, std::move(error));
  facts.retry_after = read_retry_after(headers, now);
  if (status != 429) return facts;
  const auto plan = read_plan_limit(headers);
  if (facts.kind == FailureKind::spend_limit) {
    if (facts.code == "enforced_spend_limit_reached") facts.resets_at = next_month(now);
  } else if (plan && facts.kind != FailureKind::entitlement) {
    facts.kind = FailureKind::plan_cap;
    facts.scope = plan->scope;
    facts.resets_at = plan->resets_at;
  } else if (facts.kind == FailureKind::throttled) {
    facts.resets_at = read_rate_reset(headers);
  }
  return facts;
}

FailureFacts read_error_event(std::string_view data) {
  ErrorBody error = read_error_body(data);
  const int stated = status_of_error_type(error.type);
  FailureFacts facts = facts_of(stated == 0 ? 500 : stated, std::move(error));
  facts.in_stream = true;
  return facts;
}

}  // namespace edgee::anthropic

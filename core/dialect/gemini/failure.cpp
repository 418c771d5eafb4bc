#include "core/dialect/gemini/failure.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/error_text.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/statuses.h"
#include "core/dialect/retry_after.h"
#include "core/model/read_wait.h"

namespace edgee::gemini {
namespace {

using Kind = FailureKind;

// What words mean, under a status (0: any). The first row that fits decides.
struct Wording {
  int status = 0;
  std::string_view words;
  Kind kind = Kind::server_error;
  Scope scope = Scope::model;
};
constexpr std::array kWordings = std::to_array<Wording>({
    {0, "*input token count*exceed*", Kind::window_overflow, Scope::request},
    {400, "*thought*signature*", Kind::thinking_refused, Scope::request},
    {400, "*API_KEY_INVALID*", Kind::unauthorized, Scope::account},
    {400, "*api key not valid*", Kind::unauthorized, Scope::account},
    {400, "*api key expired*", Kind::unauthorized, Scope::account},
    {400, "*location is not supported*", Kind::forbidden, Scope::account},
    {400, "*billing*", Kind::payment, Scope::account},
    {429, "*limit: 0*", Kind::entitlement, Scope::model},
    {429, "*spend cap*", Kind::spend_limit, Scope::account},
    {429, "*PerDay*", Kind::quota, Scope::model},
    {429, "*", Kind::throttled, Scope::model},
    {404, "*models/*", Kind::model_missing, Scope::model},
});

void longer(std::optional<Duration>& wait, std::optional<Duration> other) {
  if (other && (!wait || *other > *wait)) wait = other;
}

// ErrorInfo, QuotaFailure and RetryInfo: what they name that the message may not.
void read_details(std::string_view details, FailureFacts& facts) {
  if (!details.starts_with('[')) return;
  JsonWalk walk(details);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view detail = span.in(details);
    append_words(facts.message, text(detail, "reason"));
    longer(facts.retry_after, read_wait(text(detail, "retryDelay")));
    const std::string_view violations = value(detail, "violations");
    if (!violations.starts_with('[')) continue;
    JsonWalk each(violations);
    for (JsonSpan at; each.next(at);) {
      append_words(facts.message, text(at.in(violations), "quotaId"));
      if (text(at.in(violations), "quotaValue") == "0") append_words(facts.message, "limit: 0");
    }
  }
}

void read_meaning(FailureFacts& facts, int status) {
  facts.kind = kind_of_status(status);
  facts.scope = scope_of(facts.kind);
  for (const Wording& row : kWordings) {
    if (row.status != 0 && row.status != status) continue;
    if (!matches_glob(row.words, facts.message)) continue;
    facts.kind = row.kind;
    facts.scope = row.scope;
    return;
  }
}

// `status` 0: the error itself says which.
FailureFacts read_object(std::string_view error, int status) {
  FailureFacts facts;
  facts.code = text(error, "status");
  facts.message = text(error, "message");
  const auto stated = static_cast<int>(std::max(0LL, parse_number(value(error, "code"))));
  read_details(value(error, "details"), facts);
  longer(facts.retry_after, retry_in_words(facts.message));
  if (status < 400) status = stated >= 400 ? stated : status_of_word(facts.code);
  if (facts.code.empty() && stated != 0) facts.code = std::to_string(stated);
  read_meaning(facts, status);
  if (facts.message.size() > kErrorTextMax) facts.message.resize(kErrorTextMax);
  return facts;
}

// Without "alt=sse" Google wraps the error into a list.
std::string_view unwrapped(std::string_view body) {
  if (!body.starts_with('[')) return body;
  JsonWalk walk(body);
  JsonSpan first;
  return walk.next(first) ? first.in(body) : body;
}

}  // namespace

FailureFacts read_failure(int status, const HeaderList& headers, std::string_view body,
                          WallTime now) {
  const std::string_view whole = unwrapped(trim(body));
  const std::string_view error = value(whole, "error");
  FailureFacts facts;
  if (error.starts_with('{')) {
    facts = read_object(error, status);
  } else {
    facts.message = error.starts_with('"') ? json_text(error) : plain_error(whole);
    read_meaning(facts, status);
    if (status < 400) facts.kind = FailureKind::not_an_answer;
  }
  longer(facts.retry_after, read_retry_after(headers, now));
  return facts;
}

FailureFacts read_error(std::string_view error) {
  FailureFacts facts = read_object(error, 0);
  facts.in_stream = true;
  return facts;
}

std::optional<Duration> retry_in_words(std::string_view words) {
  constexpr std::string_view kLead = "retry in ";
  const std::string low = lower(words);
  const std::size_t at = low.find(kLead);
  if (at == std::string::npos) return std::nullopt;
  return read_wait(std::string_view(low).substr(at + kLead.size()));
}

}  // namespace edgee::gemini

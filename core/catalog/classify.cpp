// From what a dialect read of an error to what it means: rows of codes and wordings, first match.
#include <algorithm>
#include <array>
#include <string>

#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/catalog/failure_rows.h"
#include "core/catalog/moments.h"

namespace edgee {
namespace {

constexpr std::size_t kReadable = 8192;  // of a body that the dialect could make nothing of
// system_clock counts nanoseconds and would overflow in 2262.
constexpr long long kLastSecond = 9'000'000'000;
constexpr long long kLongestWait = 366LL * 24 * 3600;

const FailureRow* find_row(std::span<const FailureRow> rows, std::string_view provider, int status,
                           std::string_view code, std::string_view words) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const FailureRow& row) {
    return matches(row, provider, status, code, words);
  });
  return found == rows.end() ? nullptr : &*found;
}

// "zai" in "zai|zai-coding".
bool is_listed(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::size_t end = names.find('|');
    if (names.substr(0, end) == name) return true;
    names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
  }
  return false;
}

// The plain rows and the status speak only when the dialect could say nothing better.
void read_meaning(FailureFacts& facts, std::string_view provider, int status,
                  std::string_view words) {
  const bool vague = facts.kind == FailureKind::server_error;
  const FailureRow* row = find_row(provider_failure_rows(), provider, status, facts.code, words);
  if (row == nullptr) row = find_row(common_failure_rows(), provider, status, facts.code, words);
  if (row == nullptr && vague) {
    row = find_row(plain_failure_rows(), provider, status, facts.code, words);
  }
  if (row != nullptr) {
    facts.kind = row->kind;
    facts.scope = row->scope;
  } else if (vague && status >= 400) {
    facts.kind = kind_of_status(status);
    facts.scope = scope_of(facts.kind);
  }
}

bool is_about_time(FailureKind kind) {
  return kind == FailureKind::throttled || kind == FailureKind::quota ||
         kind == FailureKind::plan_cap || kind == FailureKind::spend_limit ||
         kind == FailureKind::overloaded;
}

// "x-ratelimit-reset-tokens: 6m0s" counts for the bucket that is empty; some have one per minute,
// hour and day.
std::optional<Duration> wait_in_headers(const HeaderList& headers) {
  std::optional<Duration> longest;
  for (const std::string_view bucket : {"requests", "tokens"}) {
    for (const std::string_view per : {"", "-minute", "-hour", "-day"}) {
      const std::string name = std::string(bucket) + std::string(per);
      if (trim(header_value(headers, "x-ratelimit-remaining-" + name)) != "0") continue;
      const auto wait = read_wait(header_value(headers, "x-ratelimit-reset-" + name));
      if (wait && (!longest || *wait > *longest)) longest = wait;
    }
  }
  return longest;
}

// "resets_at": 1777936568 or "resets_in_seconds": 13872, as ChatGPT's plans say it.
std::optional<WallTime> moment_in_body(std::string_view body, WallTime now) {
  const std::string_view error = json_at(body, "error");
  const long long moment = parse_number(json_at(error, "resets_at"));
  const long long wait = parse_number(json_at(error, "resets_in_seconds"));
  if (moment > 0 && moment <= kLastSecond) return WallTime{std::chrono::seconds(moment)};
  if (wait > 0 && wait <= kLongestWait) return now + std::chrono::seconds(wait);
  return std::nullopt;
}

// Caps whose end is known although no answer names it.
// https://ai.google.dev/gemini-api/docs/rate-limits, https://platform.claude.com/docs/en/api/errors
struct KnownReset {
  std::string_view provider;  // "": whoever uses these words
  FailureKind kind = FailureKind::quota;
  std::string_view wording;
  WallTime (*next)(WallTime now) = nullptr;
};
constexpr std::array kKnownResets = std::to_array<KnownReset>({
    {"", FailureKind::quota, "*PerDay*", next_midnight_pacific},
    {"anthropic", FailureKind::spend_limit, "*enforced_spend_limit_reached*", next_month},
});

std::optional<WallTime> known_reset(const FailureFacts& facts, std::string_view provider,
                                    std::string_view words, WallTime now) {
  for (const KnownReset& row : kKnownResets) {
    const bool named = matches_glob(row.wording, words) || matches_glob(row.wording, facts.code);
    const bool meant = row.provider.empty() || row.provider == provider;
    if (meant && row.kind == facts.kind && named) return row.next(now);
  }
  return std::nullopt;
}

// The moment wins over a wait; of two waits the longer (Google's short one stands beside a long
// one in words).
void read_times(FailureFacts& facts, std::string_view provider, const HeaderList& headers,
                std::string_view words, std::string_view body, WallTime now) {
  if (!facts.resets_at) {
    const std::optional<WallTime> moment = moment_in_words(words);
    if (moment && *moment > now) facts.resets_at = moment;
  }
  if (!facts.resets_at) {
    const std::optional<WallTime> moment = moment_in_body(body, now);
    if (moment && *moment > now) facts.resets_at = moment;
  }
  if (!facts.resets_at) facts.resets_at = known_reset(facts, provider, words, now);
  for (const auto& wait : {wait_in_words(words), wait_in_headers(headers)}) {
    if (wait && (!facts.retry_after || *wait > *facts.retry_after)) facts.retry_after = wait;
  }
}

}  // namespace

bool matches(const FailureRow& row, std::string_view provider, int status, std::string_view code,
             std::string_view words) {
  if (row.status != 0 && row.status != status) return false;
  if (!row.providers.empty() && !is_listed(row.providers, provider)) return false;
  if (!row.code.empty() && !matches_glob(row.code, code)) return false;
  return row.wording.empty() || matches_glob(row.wording, words);
}

FailureFacts classify_failure(std::string_view provider, int status, const HeaderList& headers,
                              std::string_view body, FailureFacts read, WallTime now) {
  const std::string_view words = read.message.empty() ? body.substr(0, kReadable) : read.message;
  read_meaning(read, provider, status, words);
  if (is_about_time(read.kind)) {
    read_times(read, provider, headers, words, body, now);
  }
  return read;
}

}  // namespace edgee

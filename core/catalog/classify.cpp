// From what a dialect read of an error to what it means: rows of codes and wordings, first match.
#include <algorithm>
#include <array>
#include <string>

#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/catalog/failure_rows.h"
#include "core/catalog/moments.h"

namespace edgee {
namespace {

constexpr std::size_t kReadable = 8192;  // of a body that the dialect could make nothing of

const FailureRow* find_row(std::span<const FailureRow> rows, std::string_view provider, int status,
                           std::string_view code, std::string_view words) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const FailureRow& row) {
    return matches(row, provider, status, code, words);
  });
  return found == rows.end() ? nullptr : &*found;
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

// "x-ratelimit-reset-tokens: 6m0s" counts for the bucket that is empty.
std::optional<Duration> wait_in_headers(const HeaderList& headers) {
  std::optional<Duration> longest;
  for (const std::string_view bucket : {"requests", "tokens"}) {
    const std::string remaining = "x-ratelimit-remaining-" + std::string(bucket);
    if (trim(header_value(headers, remaining)) != "0") continue;
    const auto wait = read_wait(header_value(headers, "x-ratelimit-reset-" + std::string(bucket)));
    if (wait && (!longest || *wait > *longest)) longest = wait;
  }
  return longest;
}

// The moment wins over a wait; of two waits the longer (Google's short one stands beside a long
// one in words).
void read_times(FailureFacts& facts, const HeaderList& headers, std::string_view words,
                WallTime now) {
  if (!facts.resets_at) {
    const std::optional<WallTime> moment = moment_in_words(words);
    if (moment && *moment > now) facts.resets_at = moment;
  }
  for (const auto& wait : {wait_in_words(words), wait_in_headers(headers)}) {
    if (wait && (!facts.retry_after || *wait > *facts.retry_after)) facts.retry_after = wait;
  }
}

}  // namespace

bool matches(const FailureRow& row, std::string_view provider, int status, std::string_view code,
             std::string_view words) {
  if (row.status != 0 && row.status != status) return false;
  if (!row.code.empty() && !matches_glob(row.code, code)) return false;
  if (!row.wording.empty() && !matches_glob(row.wording, words)) return false;
  if (row.providers.empty()) return true;
  const std::vector<std::string_view> names = split(row.providers, '|');
  return std::find(names.begin(), names.end(), provider) != names.end();
}

FailureFacts classify_failure(std::string_view provider, int status, const HeaderList& headers,
                              std::string_view body, FailureFacts read, WallTime now) {
  const std::string_view words = read.message.empty() ? body.substr(0, kReadable) : read.message;
  read_meaning(read, provider, status, words);
  if (is_about_time(read.kind)) read_times(read, headers, words, now);
  return read;
}

}  // namespace edgee

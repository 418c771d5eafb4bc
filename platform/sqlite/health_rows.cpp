#include "platform/sqlite/health_rows.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::string_view kColumns =
    "SELECT scope, revision, failures, ejections, asked, until, probe_at, resets_at, ahead, reason,"
    " holder, lease_until, windows, seen, status, headers, kind, speaks_of, retry_after,"
    " said_reset, in_stream FROM health ";

constexpr std::string_view kReplace =
    "REPLACE INTO health (scope, revision, failures, ejections, asked, until, probe_at, resets_at,"
    " ahead, reason, holder, lease_until, windows, seen, status, headers, kind, speaks_of,"
    " retry_after, said_reset, in_stream) VALUES"
    " (?1, (SELECT coalesce(max(revision), 0) + 1 FROM health), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
    " ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";

// A lease that runs for longer than it can was written by a clock that has gone back since.
constexpr std::string_view kLease =
    "UPDATE health SET holder = ?2, lease_until = ?4,"
    " revision = (SELECT max(revision) + 1 FROM health)"
    " WHERE scope = ?1 AND failures > 0 AND probe_at <= ?3"
    " AND (holder = '' OR lease_until <= ?3 OR lease_until > ?4 + 2000)";

std::int64_t to_number(WallTime time) {
  return std::chrono::floor<Duration>(time.time_since_epoch()).count();
}

std::optional<std::int64_t> to_number(const std::optional<WallTime>& time) {
  if (!time) return std::nullopt;
  return to_number(*time);
}

WallTime to_time(std::int64_t number) {
  // What no clock gives would overflow: such a row was not written by us.
  constexpr std::int64_t kYear2200 = 7'258'118'400'000;
  return WallTime(Duration(number < 0 || number > kYear2200 ? 0 : number));
}

std::optional<WallTime> time_at(const Statement& row, int at) {
  if (row.is_null(at)) return std::nullopt;
  return to_time(row.number(at));
}

constexpr std::array<std::pair<Scope, std::string_view>, 5> kScopes{
    {{Scope::request, "request"},
     {Scope::model, "model"},
     {Scope::family, "family"},
     {Scope::account, "account"},
     {Scope::provider, "provider"}}};

std::string_view word_of(Scope scope) {
  for (const auto& [value, word] : kScopes) {
    if (value == scope) return word;
  }
  return "";
}

Scope scope_named(std::string_view word) {
  for (const auto& [value, name] : kScopes) {
    if (name == word) return value;
  }
  return Scope::model;
}

// Providers quote what they were sent, keys included, so their words stay in memory. Of the headers
// only those go to disk that an agent decides by, and only values that are a number, a time or a
// word.
bool may_be_kept(const Header& header) {
  const bool known = equals_ignoring_case(header.name, "retry-after") ||
                     equals_ignoring_case(header.name, "x-should-retry") ||
                     matches_glob("anthropic-ratelimit-unified-*", header.name);
  return known && header.value.size() <= 40 &&
         header.value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.:,TZ+ -") ==
             std::string::npos;
}

std::string write_headers(const HeaderList& headers) {
  std::string text;
  for (const Header& header : headers) {
    if (may_be_kept(header)) text += header.name + ":" + header.value + "\n";
  }
  return text;
}

HeaderList read_headers(std::string_view text) {
  HeaderList headers;
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 1))});
  }
  return headers;
}

// One line per window: name, whom it covers, family, millionths used, reset, rejected.
std::string write_windows(const std::vector<PlanWindow>& windows) {
  std::string text;
  for (const PlanWindow& window : windows) {
    text += window.name + '\t' + std::string(word_of(window.scope)) + '\t' + window.family + '\t' +
            std::to_string(static_cast<std::int64_t>(window.used * 1e6)) + '\t' +
            (window.resets_at ? std::to_string(to_number(*window.resets_at)) : "") + '\t' +
            (window.rejected ? "1" : "0") + '\n';
  }
  return text;
}

std::vector<PlanWindow> read_windows(std::string_view text) {
  std::vector<PlanWindow> windows;
  for (const std::string_view line : split(text, '\n')) {
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields.size() != 6) continue;
    PlanWindow window;
    window.name = fields[0];
    window.scope = scope_named(fields[1]);
    window.family = fields[2];
    window.used = static_cast<double>(parse_number(fields[3])) / 1e6;
    if (!fields[4].empty()) window.resets_at = to_time(parse_number(fields[4]));
    window.rejected = fields[5] == "1";
    windows.push_back(std::move(window));
  }
  return windows;
}

std::optional<RecordedFailure> read_failure(const Statement& row) {
  if (row.is_null(14)) return std::nullopt;
  RecordedFailure failure;
  failure.status = static_cast<int>(row.number(14));
  failure.headers = read_headers(row.text(15));
  failure.facts.kind = to_failure_kind(row.text(16)).value_or(FailureKind::server_error);
  failure.facts.scope = scope_named(row.text(17));
  if (!row.is_null(18)) failure.facts.retry_after = Duration(row.number(18));
  failure.facts.resets_at = time_at(row, 19);
  failure.facts.in_stream = row.number(20) != 0;
  return failure;
}

HealthRow read_row(const Statement& row) {
  HealthEntry entry;
  entry.failures = static_cast<int>(row.number(2));
  entry.ejections = static_cast<int>(row.number(3));
  entry.asked = to_time(row.number(4));
  entry.until = to_time(row.number(5));
  entry.probe_at = to_time(row.number(6));
  entry.resets_at = time_at(row, 7);
  entry.ahead = row.number(8) != 0;
  entry.reason = row.text(9);
  entry.holder = row.text(10);
  entry.lease_until = to_time(row.number(11));
  entry.windows = read_windows(row.text(12));
  entry.seen = to_time(row.number(13));
  entry.last = read_failure(row);
  return {row.text(0), std::move(entry)};
}

// The texts live until the statement has run.
SqlResult<void> replace_row(Database& database, const std::string& scope,
                            const HealthEntry& entry) {
  const RecordedFailure none;
  const RecordedFailure& last = entry.last ? *entry.last : none;
  const std::string headers = write_headers(last.headers);
  const std::string windows = write_windows(entry.windows);
  std::optional<std::int64_t> status;
  if (entry.last) status = last.status;
  std::optional<std::int64_t> wait;
  if (last.facts.retry_after) wait = last.facts.retry_after->count();
  Statement replace = database.prepare(kReplace);
  replace.bind(1, scope).bind(2, std::int64_t{entry.failures});
  replace.bind(3, std::int64_t{entry.ejections}).bind(4, to_number(entry.asked));
  replace.bind(5, to_number(entry.until)).bind(6, to_number(entry.probe_at));
  replace.bind(7, to_number(entry.resets_at)).bind(8, std::int64_t{entry.ahead});
  replace.bind(9, entry.reason).bind(10, entry.holder).bind(11, to_number(entry.lease_until));
  replace.bind(12, windows).bind(13, to_number(entry.seen)).bind(14, status);
  replace.bind(15, headers).bind(16, to_string(last.facts.kind));
  replace.bind(17, word_of(last.facts.scope)).bind(18, wait);
  replace.bind(19, to_number(last.facts.resets_at)).bind(20, std::int64_t{last.facts.in_stream});
  if (const auto done = replace.step(); !done) return tl::unexpected<SqlFailure>(done.error());
  return {};
}

}  // namespace

SqlResult<HealthNews> select_health(Database& database, std::int64_t revision) {
  Statement select =
      database.prepare(std::string(kColumns) + "WHERE revision > ?1 ORDER BY revision");
  select.bind(1, revision);
  HealthNews news{{}, revision};
  while (true) {
    const auto row = select.step();
    if (!row) return tl::unexpected<SqlFailure>(row.error());
    if (!*row) return news;
    news.rows.push_back(read_row(select));
    news.revision = select.number(1);
  }
}

SqlResult<void> change_health(Database& database, const std::string& scope,
                              const HealthChange& change) {
  Statement select = database.prepare(std::string(kColumns) + "WHERE scope = ?1");
  select.bind(1, scope);
  const auto row = select.step();
  if (!row) return tl::unexpected<SqlFailure>(row.error());
  HealthEntry entry;
  if (*row) entry = read_row(select).entry;
  select.reset();
  change(entry);
  return replace_row(database, scope, entry);
}

SqlResult<std::optional<bool>> lease_health(Database& database, const LeaseRequest& request) {
  const std::int64_t now = to_number(request.now);
  Statement lease = database.prepare(kLease);
  lease.bind(1, request.scope).bind(2, request.holder);
  lease.bind(3, now).bind(4, now + std::int64_t{request.length.count()});
  if (const auto done = lease.step(); !done) return tl::unexpected<SqlFailure>(done.error());
  if (database.changes() == 1) return std::optional<bool>(true);
  Statement ill = database.prepare("SELECT 1 FROM health WHERE scope = ?1 AND failures > 0");
  ill.bind(1, request.scope);
  const auto row = ill.step();
  if (!row) return tl::unexpected<SqlFailure>(row.error());
  return *row ? std::optional<bool>(false) : std::nullopt;
}

SqlResult<void> trim_health(Database& database) {
  return database.run(
      "DELETE FROM health WHERE revision < (SELECT max(revision) FROM health) - 5000");
}

}  // namespace edgee

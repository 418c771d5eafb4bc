#include "platform/sqlite/event_rows.h"

#include <algorithm>

namespace edgee {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO attempts (at, launch, session, agent, request, chain, step, number, target, model,"
    " asked_model, class, status, trigger, verdict, reason, first_byte_ms, first_content_ms,"
    " took_ms, since_request_ms, input, cache_read, cache_write, output, cost_usd, seam, hedge)"
    " VALUES"
    " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,"
    " ?21, ?22, ?23, ?24, ?25, ?26, ?27)";

constexpr std::string_view kColumns =
    "SELECT id, at, launch, session, agent, request, chain, step, number, target, model,"
    " asked_model, class, status, trigger, verdict, reason, first_byte_ms, first_content_ms,"
    " took_ms, since_request_ms, input, cache_read, cache_write, output, cost_usd, seam, hedge "
    "FROM attempts";

std::int64_t to_number(WallTime time) {
  return std::chrono::duration_cast<Duration>(time.time_since_epoch()).count();
}

std::optional<std::int64_t> to_number(const std::optional<Duration>& time) {
  if (!time) return std::nullopt;
  return time->count();
}

std::optional<Duration> to_duration(const Statement& row, int at) {
  if (row.is_null(at)) return std::nullopt;
  return Duration(row.number(at));
}

void bind(Statement& insert, const AttemptEvent& event) {
  insert.bind(1, to_number(event.at)).bind(2, event.launch).bind(3, event.session);
  insert.bind(4, event.agent).bind(5, event.request).bind(6, event.chain);
  insert.bind(7, std::int64_t{event.step}).bind(8, std::int64_t{event.number});
  insert.bind(9, event.target).bind(10, event.model).bind(11, event.asked_model);
  insert.bind(12, event.request_class).bind(13, std::int64_t{event.status});
  insert.bind(14, event.trigger).bind(15, event.verdict).bind(16, event.reason);
  insert.bind(17, to_number(event.first_byte)).bind(18, to_number(event.first_content));
  insert.bind(19, std::int64_t{event.took.count()});
  insert.bind(20, std::int64_t{event.since_request.count()});
  insert.bind(21, event.usage.input).bind(22, event.usage.cache_read);
  insert.bind(23, event.usage.cache_write).bind(24, event.usage.output);
  insert.bind(25, event.cost_usd).bind(26, event.seam).bind(27, std::int64_t{event.hedge});
}

AttemptEvent to_event(const Statement& row) {
  AttemptEvent event;
  event.id = row.number(0);
  event.at = WallTime(Duration(row.number(1)));
  event.launch = row.text(2);
  event.session = row.text(3);
  event.agent = row.text(4);
  event.request = row.text(5);
  event.chain = row.text(6);
  event.step = static_cast<int>(row.number(7));
  event.number = static_cast<int>(row.number(8));
  event.target = row.text(9);
  event.model = row.text(10);
  event.asked_model = row.text(11);
  event.request_class = row.text(12);
  event.status = static_cast<int>(row.number(13));
  event.trigger = row.text(14);
  event.verdict = row.text(15);
  event.reason = row.text(16);
  event.first_byte = to_duration(row, 17);
  event.first_content = to_duration(row, 18);
  event.took = Duration(row.number(19));
  event.since_request = Duration(row.number(20));
  event.usage = TokenUsage{.input = row.number(21),
                           .cache_read = row.number(22),
                           .cache_write = row.number(23),
                           .output = row.number(24)};
  if (!row.is_null(25)) event.cost_usd = row.real(25);
  event.seam = row.text(26);
  event.hedge = row.number(27) != 0;
  return event;
}

SqlResult<void> insert_all(Database& database, std::span<const AttemptEvent> events) {
  Statement insert = database.prepare(kInsert);
  for (const AttemptEvent& event : events) {
    bind(insert, event);
    if (const auto done = insert.step(); !done) return tl::unexpected<SqlFailure>(done.error());
    insert.reset();
  }
  return {};
}

SqlResult<bool> is_larger(Database& database, std::int64_t max_bytes) {
  const auto pages = database.ask("PRAGMA page_count");
  const auto unused = database.ask("PRAGMA freelist_count");
  const auto size = database.ask("PRAGMA page_size");
  for (const auto& answer : {pages, unused, size}) {
    if (!answer) return tl::unexpected<SqlFailure>(answer.error());
  }
  return (*pages - *unused) * *size > max_bytes;
}

}  // namespace

SqlResult<void> insert_events(Database& database, std::span<const AttemptEvent> events) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun;
  auto written = insert_all(database, events);
  if (written) written = database.run("COMMIT");
  if (!written) (void)database.run("ROLLBACK");
  return written;
}

SqlResult<std::vector<AttemptEvent>> select_events(Database& database, const EventQuery& query) {
  const std::string sql = std::string(kColumns) + " WHERE id > ?1 AND at >= ?4" +
                          (query.launch.empty() ? "" : " AND launch = ?3") +
                          " ORDER BY id DESC LIMIT ?2";
  Statement select = database.prepare(sql);
  select.bind(1, query.after_id).bind(2, std::int64_t{std::max(query.limit, 0)});
  select.bind(4, to_number(query.since));
  if (!query.launch.empty()) select.bind(3, query.launch);
  std::vector<AttemptEvent> events;
  while (true) {
    const auto row = select.step();
    if (!row) return tl::unexpected<SqlFailure>(row.error());
    if (!*row) break;
    events.push_back(to_event(select));
  }
  std::reverse(events.begin(), events.end());
  return events;
}

SqlResult<void> trim_events(Database& database, WallTime oldest, std::int64_t max_bytes) {
  const std::string old = "DELETE FROM attempts WHERE at < " + std::to_string(to_number(oldest));
  if (auto done = database.run(old.c_str()); !done) return done;
  // A tenth at a time: the rows are much alike, so ten rounds reach any size.
  for (int round = 0; round < 100; ++round) {
    const auto larger = is_larger(database, max_bytes);
    if (!larger) return tl::unexpected<SqlFailure>(larger.error());
    if (!*larger) break;
    if (auto done = database.run(
            "DELETE FROM attempts WHERE id <= (SELECT min(id) + (max(id) - min(id)) / 10 FROM"
            " attempts)");
        !done) {
      return done;
    }
  }
  return database.run("PRAGMA incremental_vacuum");
}

}  // namespace edgee

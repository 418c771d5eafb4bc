#include "platform/sqlite/schema.h"

#include <array>
#include <cstddef>

namespace edgee {
namespace {

// Row i brings version i to version i + 1. Never change a row that was released: add one.
constexpr std::array kMigrations = {
    "CREATE TABLE attempts ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
    " launch TEXT NOT NULL, session TEXT NOT NULL, agent TEXT NOT NULL, request TEXT NOT NULL,"
    " chain TEXT NOT NULL, step INTEGER NOT NULL, number INTEGER NOT NULL,"
    " target TEXT NOT NULL, model TEXT NOT NULL, asked_model TEXT NOT NULL,"
    " class TEXT NOT NULL, status INTEGER NOT NULL, trigger TEXT NOT NULL,"
    " verdict TEXT NOT NULL, reason TEXT NOT NULL,"
    " first_byte_ms INTEGER, first_content_ms INTEGER,"
    " took_ms INTEGER NOT NULL, since_request_ms INTEGER NOT NULL,"
    " input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,"
    " output INTEGER NOT NULL, cost_usd REAL);"
    "CREATE INDEX attempts_by_time ON attempts (at);"
    "CREATE INDEX attempts_by_launch ON attempts (launch, id);"
    "CREATE TABLE notes ("
    " kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY (kind, key)) WITHOUT ROWID;",
    "ALTER TABLE attempts ADD COLUMN seam TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE attempts ADD COLUMN hedge INTEGER NOT NULL DEFAULT 0;",
    // `revision` grows with every change, so that a reader asks for what is newer only.
    "CREATE TABLE health ("
    " scope TEXT PRIMARY KEY, revision INTEGER NOT NULL,"
    " failures INTEGER NOT NULL, ejections INTEGER NOT NULL,"
    " asked INTEGER NOT NULL, until INTEGER NOT NULL, probe_at INTEGER NOT NULL,"
    " resets_at INTEGER, ahead INTEGER NOT NULL, reason TEXT NOT NULL,"
    " holder TEXT NOT NULL, lease_until INTEGER NOT NULL,"
    " windows TEXT NOT NULL, seen INTEGER NOT NULL,"
    " status INTEGER, headers TEXT NOT NULL, kind TEXT NOT NULL, speaks_of TEXT NOT NULL,"
    " retry_after INTEGER, said_reset INTEGER, in_stream INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX health_by_revision ON health (revision);",
};
constexpr auto kVersion = static_cast<std::int64_t>(kMigrations.size());

// Inside the transaction: another process may have been faster.
SqlResult<void> migrate(Database& database) {
  const auto version = database.ask("PRAGMA user_version");
  if (!version) return tl::unexpected<SqlFailure>(version.error());
  for (auto at = static_cast<std::size_t>(*version); at < kMigrations.size(); ++at) {
    if (auto done = database.run(kMigrations.at(at)); !done) return done;
  }
  return database.run(("PRAGMA user_version = " + std::to_string(kVersion)).c_str());
}

}  // namespace

SqlResult<void> prepare_schema(Database& database) {
  const auto version = database.ask("PRAGMA user_version");
  if (!version) return tl::unexpected<SqlFailure>(version.error());
  if (*version > kVersion) {
    return tl::unexpected<SqlFailure>(
        SqlFailure{.code = SQLITE_SCHEMA, .words = "it was written by a newer edgee"});
  }
  // NORMAL: a power cut may lose the last rows, never the file.
  if (auto set = database.run("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -256;"); !set) {
    return set;
  }
  if (*version == kVersion || database.read_only()) return {};

  // These two cannot change inside a transaction; auto_vacuum only before the first table.
  if (auto set = database.run("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;");
      !set) {
    return set;
  }
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun;
  auto migrated = migrate(database);
  if (migrated) migrated = database.run("COMMIT");
  if (!migrated) (void)database.run("ROLLBACK");
  return migrated;
}

}  // namespace edgee

// A thin owner of one SQLite connection and its statements. One thread at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sqlite3.h>
#include <tl/expected.hpp>

#include "core/ports/clock.h"

namespace edgee {

// `code` is SQLite's primary result code.
struct SqlFailure {
  int code = SQLITE_OK;
  std::string words;
};
template <class T>
using SqlResult = tl::expected<T, SqlFailure>;

class Statement {
 public:
  Statement(sqlite3* connection, std::string_view sql);

  // Parameters are numbered from 1; a text must live until the next reset.
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, std::optional<std::int64_t> value);
  Statement& bind(int at, std::optional<double> value);

  // True: there is a row. False: done.
  [[nodiscard]] SqlResult<bool> step();
  void reset();

  // Columns are numbered from 0.
  [[nodiscard]] std::string text(int at) const;
  [[nodiscard]] std::int64_t number(int at) const;
  [[nodiscard]] double real(int at) const;
  [[nodiscard]] bool is_null(int at) const;

 private:
  sqlite3* connection_;
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement_;
  int error_ = SQLITE_OK;
};

enum class OpenMode {
  read_write,  // made when missing, mode 0600, parents 0700
  frozen,      // nobody writes it and its directory is read-only
};

// How long one statement may wait for other processes, and how long the longest wait was. Lives
// longer than the databases that use it.
struct LockPatience {
  Clock& clock;
  Duration limit{0};
  std::atomic<Duration::rep>* longest = nullptr;  // ms; of all who share it
  TimePoint began;
};

class Database {
 public:
  // Waits for other processes with `clock`, which must outlive the database.
  [[nodiscard]] static SqlResult<Database> open(const std::string& file, OpenMode mode,
                                                Clock& clock);

  // From now on waits as `patience` says, which must outlive the database.
  void set_patience(LockPatience& patience);
  [[nodiscard]] Statement prepare(std::string_view sql) const {
    return Statement(connection_.get(), sql);
  }
  // One or more statements without parameters and rows.
  SqlResult<void> run(const char* sql);
  // The first column of the first row.
  [[nodiscard]] SqlResult<std::int64_t> ask(std::string_view sql);
  [[nodiscard]] bool read_only() const;
  // Rows that the last statement wrote.
  [[nodiscard]] int changes() const;

 private:
  explicit Database(sqlite3* connection) : connection_(connection, sqlite3_close) {}
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection_;
};

}  // namespace edgee

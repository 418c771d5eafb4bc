#include "platform/sqlite/database.h"

#include <algorithm>
#include <cerrno>
#include <stop_token>

#include <fcntl.h>
#include <sys/stat.h>

#include "platform/http/unique_fd.h"
#include "platform/os_error.h"
#include "platform/replace_file.h"

namespace edgee {
namespace {

tl::unexpected<SqlFailure> failure(sqlite3* connection, int code) {
  return tl::unexpected<SqlFailure>(SqlFailure{
      .code = code & 0xff,
      .words = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection)});
}

// SQLite's own handler sleeps up to 100 ms at a time; twenty sessions that write one row each are
// through much sooner. Gives up after about two seconds.
int wait_for_others(void* clock, int tries) {
  constexpr int kTries = 90;
  if (tries >= kTries) return 0;
  const Duration pause(std::min(1 << std::min(tries, 5), 25));
  static_cast<Clock*>(clock)->sleep(pause, {});
  return 1;
}

void note_longest(std::atomic<Duration::rep>* longest, Duration waited) {
  if (longest == nullptr) return;
  auto known = longest->load();
  while (waited.count() > known && !longest->compare_exchange_weak(known, waited.count())) {
  }
}

int wait_with_patience(void* argument, int tries) {
  auto& patience = *static_cast<LockPatience*>(argument);
  if (tries == 0) patience.began = patience.clock.now();
  const auto waited = [&patience] {
    return std::chrono::duration_cast<Duration>(patience.clock.now() - patience.began);
  };
  if (waited() >= patience.limit) return 0;
  patience.clock.sleep(Duration(1), {});
  note_longest(patience.longest, waited());
  return 1;
}

// SQLite would make it with the umask's mode, and follow a link to another's file.
SqlResult<void> make_private(const std::string& file) {
  const auto refuse = [](const Error& error) {
    return tl::unexpected<SqlFailure>(SqlFailure{.code = SQLITE_CANTOPEN, .words = error.message});
  };
  if (const auto made = make_parents(file); !made) return refuse(made.error());
  if (const auto ours = check_replaceable(file); !ours) return refuse(ours.error());
  const UniqueFd made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!made.valid() && errno != EEXIST) return refuse(Error{os_error(errno), {}});
  return {};
}

// For the URI form of a file name.
std::string escaped(const std::string& file) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : file) {
    if (c == '%' || c == '?' || c == '#') {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql)
    : connection_(connection), statement_(nullptr, sqlite3_finalize) {
  sqlite3_stmt* made = nullptr;
  error_ = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &made, nullptr);
  statement_.reset(made);
}

Statement& Statement::bind(int at, std::string_view text) {
  // Views come from std::string, so data() is never null, which would bind NULL.
  sqlite3_bind_text(statement_.get(), at, text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind(int at, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), at, value);
  return *this;
}

Statement& Statement::bind(int at, std::optional<std::int64_t> value) {
  if (value) return bind(at, *value);
  sqlite3_bind_null(statement_.get(), at);
  return *this;
}

Statement& Statement::bind(int at, std::optional<double> value) {
  if (value) {
    sqlite3_bind_double(statement_.get(), at, *value);
  } else {
    sqlite3_bind_null(statement_.get(), at);
  }
  return *this;
}

SqlResult<bool> Statement::step() {
  if (error_ != SQLITE_OK) return failure(connection_, error_);
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failure(connection_, code);
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
}

std::string Statement::text(int at) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), at);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), at));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

std::int64_t Statement::number(int at) const {
  return sqlite3_column_int64(statement_.get(), at);
}
double Statement::real(int at) const {
  return sqlite3_column_double(statement_.get(), at);
}
bool Statement::is_null(int at) const {
  return sqlite3_column_type(statement_.get(), at) == SQLITE_NULL;
}

SqlResult<Database> Database::open(const std::string& file, OpenMode mode, Clock& clock) {
  if (mode == OpenMode::read_write) {
    if (const auto made = make_private(file); !made) {
      return tl::unexpected<SqlFailure>(made.error());
    }
  }
  sqlite3* connection = nullptr;
  const int code =
      mode == OpenMode::read_write
          ? sqlite3_open_v2(file.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                            nullptr)
          : sqlite3_open_v2(("file:" + escaped(file) + "?immutable=1").c_str(), &connection,
                            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(connection);
  if (code != SQLITE_OK) return failure(connection, code);
  sqlite3_busy_handler(connection, wait_for_others, &clock);
  return database;
}

void Database::set_patience(LockPatience& patience) {
  sqlite3_busy_handler(connection_.get(), wait_with_patience, &patience);
}

SqlResult<void> Database::run(const char* sql) {
  const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failure(connection_.get(), code);
  return {};
}

SqlResult<std::int64_t> Database::ask(std::string_view sql) {
  Statement question = prepare(sql);
  const auto row = question.step();
  if (!row) return tl::unexpected<SqlFailure>(row.error());
  return *row ? question.number(0) : 0;
}

bool Database::read_only() const {
  return sqlite3_db_readonly(connection_.get(), "main") == 1;
}

int Database::changes() const {
  return sqlite3_changes(connection_.get());
}

}  // namespace edgee

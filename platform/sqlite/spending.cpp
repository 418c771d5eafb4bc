#include "platform/sqlite/spending.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include <sys/stat.h>

#include "platform/sqlite/database.h"

namespace edgee {
namespace {

constexpr std::int64_t kQuarterMs = 900'000;

// The two differ in the index they walk: the first reading by time, later ones by row.
constexpr std::string_view kGroups = " GROUP BY quarter, provider, chain";
constexpr std::string_view kColumns =
    "SELECT at / 900000 AS quarter, substr(target, 1, instr(target || '/', '/') - 1) AS provider,"
    " chain, sum(cost_usd), sum(cost_usd * (verdict = 'outrun')) FROM attempts WHERE launch <> ?1 "
    "AND cost_usd > 0 ";
constexpr std::string_view kByTime = "AND at >= ?2 AND +id > ?3 AND +id <= ?4";
constexpr std::string_view kByRow = "AND +at >= ?2 AND id > ?3 AND id <= ?4";

bool exists(const std::string& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 && status.st_size > 0;
}

SqlResult<SpendAnswer> select_spending(Database& database, const SpendQuery& query) {
  const auto last = database.ask("SELECT max(id) FROM attempts");
  if (!last) return tl::unexpected<SqlFailure>(last.error());
  SpendAnswer answer;
  answer.last_id = std::max(*last, query.after_id);
  if (*last <= query.after_id) return answer;
  const std::string sql = std::string(kColumns) +
                          std::string(query.after_id == 0 ? kByTime : kByRow) +
                          std::string(kGroups);
  Statement select = database.prepare(sql);
  const auto since = std::chrono::duration_cast<Duration>(query.since.time_since_epoch());
  select.bind(1, query.except_launch).bind(2, std::int64_t{since.count()});
  select.bind(3, query.after_id).bind(4, *last);
  while (true) {
    const auto row = select.step();
    if (!row) return tl::unexpected<SqlFailure>(row.error());
    if (!*row) return answer;
    answer.rows.push_back({WallTime(Duration(select.number(0) * kQuarterMs)), select.text(1),
                           select.text(2), select.real(3), select.real(4)});
  }
}

class SqliteSpending : public Spending {
 public:
  SqliteSpending(std::string file, Clock& clock) : file_(std::move(file)), clock_(clock) {}

  [[nodiscard]] Result<SpendAnswer> read(const SpendQuery& query) override {
    const std::lock_guard lock(mutex_);
    if (!exists(file_)) return SpendAnswer{{}, query.after_id};
    auto answer = ask(query);
    if (answer) return std::move(*answer);
    database_.reset();
    return fail("the spending in the ledger " + file_ + " cannot be read (" + answer.error().words +
                ")");
  }

 private:
  SqlResult<SpendAnswer> ask(const SpendQuery& query) {
    if (!database_) {
      auto opened = Database::open(file_, OpenMode::read_write, clock_);
      if (!opened) return tl::unexpected<SqlFailure>(opened.error());
      // Whoever holds the file: the sums of half a minute ago will do.
      if (auto set = opened->run("PRAGMA query_only = ON; PRAGMA busy_timeout = 0;"); !set) {
        return tl::unexpected<SqlFailure>(set.error());
      }
      database_.emplace(std::move(*opened));
    }
    const auto version = database_->ask("PRAGMA user_version");
    if (!version) return tl::unexpected<SqlFailure>(version.error());
    if (*version == 0) return SpendAnswer{{}, query.after_id};  // it is just being made
    return select_spending(*database_, query);
  }

  const std::string file_;
  Clock& clock_;
  std::mutex mutex_;
  std::optional<Database> database_;
};

}  // namespace

std::unique_ptr<Spending> make_spending(std::string file, Clock& clock) {
  return std::make_unique<SqliteSpending>(std::move(file), clock);
}

}  // namespace edgee

#include "platform/sqlite/sqlite_health.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "platform/sqlite/health_rows.h"
#include "platform/sqlite/ledger_file.h"
#include "platform/sqlite/schema.h"

namespace edgee {
namespace {

constexpr Duration kPatience{25};  // with one lock of another process
constexpr std::chrono::milliseconds kGather{5};
constexpr std::chrono::milliseconds kBusyPause{20};        // between tries of the writer
constexpr std::chrono::milliseconds kBrokenPause{10'000};  // when the disk or the file is ill
constexpr Duration kBusyIsTrouble{std::chrono::seconds(2)};
constexpr Duration kLastTries{150};  // while others write, at the end; what is left then is lost
constexpr std::size_t kMaxQueued = 512;
constexpr int kCheckpointEvery = 200;

bool is_busy(const SqlFailure& failure) {
  return failure.code == SQLITE_BUSY || failure.code == SQLITE_LOCKED;
}

struct Queued {
  std::string scope;
  HealthChange change;
};

// Three floors of locking: lease_mutex_ and the writer thread take mutex_ behind their own work,
// never the other way round, and hold it for as long as a commit or a read takes.
class SqliteHealth : public HealthStore {
 public:
  SqliteHealth(HealthStoreSettings settings, Clock& clock)
      : settings_(std::move(settings)),
        clock_(clock),
        patience_{clock, kPatience, settings_.longest_wait, {}},
        lease_patience_{clock, kPatience, settings_.longest_wait, {}},
        read_patience_{clock, Duration(0), settings_.longest_wait, {}} {}

  ~SqliteHealth() override {
    if (!writer_.joinable()) return;
    writer_.request_stop();
    writer_.join();
  }
  SqliteHealth(const SqliteHealth&) = delete;
  SqliteHealth& operator=(const SqliteHealth&) = delete;

  void open_ahead() override {
    const std::lock_guard lock(mutex_);
    opening_ = true;
    wake_writer();
  }

  [[nodiscard]] std::vector<HealthRow> news() override {
    const std::lock_guard lock(mutex_);
    if (!ready_to_read()) return {};
    const TimePoint now = clock_.now();
    if (looked_at_ && now - *looked_at_ < settings_.look_every) return {};
    looked_at_ = now;
    // The ledger's writes move it too; then the newest revision is asked, and no row read.
    auto version = ask_version();
    if (version && *version == seen_version_) return {};
    auto news = version ? select_health(*reader_, seen_revision_)
                        : SqlResult<HealthNews>(tl::unexpected<SqlFailure>(version.error()));
    if (!news) {
      stop_reading(news.error());
      return {};
    }
    seen_version_ = *version;
    seen_revision_ = news->revision;
    for (HealthRow& row : news->rows)
      apply_queued(row);
    return std::move(news->rows);
  }

  void change(std::string scope, HealthChange change) override {
    const std::lock_guard lock(mutex_);
    queue_.push_back({std::move(scope), std::move(change)});
    ++queued_count_;
    if (queue_.size() > kMaxQueued) {
      queue_.pop_front();
      ++settled_count_;
    }
    if (queue_.size() == 1) wake_writer();  // with more in it, it is up already
  }

  [[nodiscard]] LeaseAnswer lease(const LeaseRequest& request) override {
    // Another request of this process asks right now: it finds out for both.
    const std::unique_lock own(lease_mutex_, std::try_to_lock);
    if (!own) return LeaseAnswer::refused;
    if (is_away()) return LeaseAnswer::away;
    auto opened = open_leaser();
    const auto leased =
        opened ? lease_health(*leaser_, request)
               : SqlResult<std::optional<bool>>(tl::unexpected<SqlFailure>(opened.error()));
    const std::lock_guard lock(mutex_);
    looked_at_.reset();
    if (!leased) {
      note_failure(leased.error());
      if (!is_busy(leased.error())) leaser_.reset();
      return trouble_.empty() ? LeaseAnswer::refused : LeaseAnswer::away;
    }
    if (!*leased) return LeaseAnswer::away;
    return **leased ? LeaseAnswer::granted : LeaseAnswer::refused;
  }

  void flush() override {
    std::unique_lock lock(mutex_);
    const std::uint64_t all = queued_count_;
    if (settled_count_ >= all) return;
    const std::uint64_t begun = writes_begun_;
    ++flushing_;
    wake_writer();
    settled_.wait(lock, [&] { return settled_count_ >= all || last_failed_ > begun; });
    --flushing_;
  }

  [[nodiscard]] std::string trouble() const override {
    const std::lock_guard lock(mutex_);
    if (trouble_.empty()) return "";
    return trouble_ + "; what this session learns of providers is kept in memory only";
  }

 private:
  // ---- the requests' side, with mutex_ ----

  [[nodiscard]] bool ready_to_read() {
    if (opening_ || (read_again_at_ && clock_.now() < *read_again_at_)) return false;
    read_again_at_.reset();
    if (reader_) return true;
    // Reading makes no file.
    if (!exists(settings_.file)) return false;
    auto opened = open(read_patience_);
    if (!opened) {
      stop_reading(opened.error());
      return false;
    }
    start_reading(std::move(*opened));
    return true;
  }

  void start_reading(Database opened) {
    reader_.emplace(std::move(opened));
    version_.emplace(reader_->prepare("PRAGMA data_version"));
    seen_version_ = -1;
    read_again_at_.reset();
  }

  void stop_reading(const SqlFailure& failure) {
    note_failure(failure);
    read_again_at_ = clock_.now() + (is_busy(failure) ? kBusyPause : kBrokenPause);
    // Somebody mends the file after a crash, or holds it for a moment.
    if (is_busy(failure)) return;
    version_.reset();
    reader_.reset();
  }

  [[nodiscard]] SqlResult<std::int64_t> ask_version() {
    const auto row = version_->step();
    const std::int64_t version = row && *row ? version_->number(0) : -1;
    version_->reset();
    if (!row) return tl::unexpected<SqlFailure>(row.error());
    return version;
  }

  void apply_queued(HealthRow& row) const {
    for (const std::deque<Queued>* queue : {&in_flight_, &queue_}) {
      for (const Queued& queued : *queue) {
        if (queued.scope == row.scope) queued.change(row.entry);
      }
    }
  }

  void note_failure(const SqlFailure& failure) {
    const TimePoint now = clock_.now();
    if (is_busy(failure)) {
      // Others are quick; only who keeps the lock is worth a word.
      if (!busy_since_) busy_since_ = now;
      if (now - *busy_since_ < kBusyIsTrouble && flushing_ == 0) return;
    }
    trouble_ = explain(failure, settings_.file);
    trouble_at_ = now;
  }

  void note_success() {
    busy_since_.reset();
    trouble_.clear();
  }

  void wake_writer() {
    if (!writer_.joinable()) {
      writer_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
    }
    woken_.notify_one();
  }

  [[nodiscard]] bool is_away() const {
    const std::lock_guard lock(mutex_);
    return !trouble_.empty() && clock_.now() - trouble_at_ < kBrokenPause;
  }

  // With lease_mutex_.
  SqlResult<void> open_leaser() {
    if (leaser_) return {};
    auto opened = open(lease_patience_);
    if (!opened) return tl::unexpected<SqlFailure>(opened.error());
    leaser_.emplace(std::move(*opened));
    return {};
  }

  // ---- the writer thread ----

  void work(const std::stop_token& stop) {
    open_early();
    std::unique_lock lock(mutex_);
    while (woken_.wait(lock, stop, [this] { return !queue_.empty() || !in_flight_.empty(); }) ||
           !queue_.empty() || !in_flight_.empty()) {
      // A request that fails over does so in this moment: the processor is its, not the disk's.
      if (!queue_.empty()) {
        woken_.wait_for(lock, stop, kGather, [this] { return flushing_ > 0; });
      }
      std::move(queue_.begin(), queue_.end(), std::back_inserter(in_flight_));
      queue_.clear();
      const std::size_t count = in_flight_.size();
      const std::uint64_t number = ++writes_begun_;
      lock.unlock();
      const SqlResult<void> written = write();
      lock.lock();
      if (written) {
        note_success();
        settled_count_ += count;
      } else {
        note_failure(written.error());
        last_failed_ = number;
      }
      settled_.notify_all();
      if (written) continue;
      if (stop.stop_requested() && !may_try_once_more(written.error())) return;
      rest(lock, stop, is_busy(written.error()) ? kBusyPause : kBrokenPause);
    }
  }

  // Of the writer thread. The stop is not older than the first try behind it.
  bool may_try_once_more(const SqlFailure& failure) {
    const TimePoint now = clock_.now();
    if (!stopped_at_) stopped_at_ = now;
    return is_busy(failure) && now - *stopped_at_ < kLastTries;
  }

  // Whoever waits in flush() is not kept waiting by an ill disk.
  void rest(std::unique_lock<std::mutex>& lock, const std::stop_token& stop,
            std::chrono::milliseconds pause) {
    const std::size_t over = in_flight_.size() > kMaxQueued ? in_flight_.size() - kMaxQueued : 0;
    in_flight_.erase(in_flight_.begin(), in_flight_.begin() + static_cast<std::ptrdiff_t>(over));
    settled_count_ += over;
    woken_.wait_for(lock, stop, pause, [this] { return flushing_ > 0; });
  }

  // All of in_flight_ or nothing. The commit and its leaving the queue are one for readers.
  SqlResult<void> write() {
    if (auto opened = open_writer(); !opened) return opened;
    if (auto begun = database_->run("BEGIN IMMEDIATE"); !begun) return close_if_ill(begun);
    SqlResult<void> written;
    for (const Queued& queued : in_flight_) {
      written = change_health(*database_, queued.scope, queued.change);
      if (!written) break;
    }
    {
      const std::lock_guard lock(mutex_);
      if (written) written = database_->run("COMMIT");
      if (written) in_flight_.clear();
    }
    if (!written) {
      (void)database_->run("ROLLBACK");
      return close_if_ill(written);
    }
    if (++since_checkpoint_ >= kCheckpointEvery) {
      since_checkpoint_ = 0;
      (void)trim_health(*database_);
      (void)database_->run("PRAGMA wal_checkpoint(PASSIVE)");
    }
    return written;
  }

  SqlResult<void> close_if_ill(const SqlResult<void>& failed) {
    if (!is_busy(failed.error())) database_.reset();
    return failed;
  }

  void open_early() {
    {
      const std::lock_guard lock(mutex_);
      if (!opening_) return;
    }
    const SqlResult<void> opened = open_writer();
    auto reader = opened ? open(read_patience_)
                         : SqlResult<Database>(tl::unexpected<SqlFailure>(opened.error()));
    const std::lock_guard lock(mutex_);
    opening_ = false;
    if (!reader) {
      note_failure(reader.error());
    } else if (!reader_) {
      start_reading(std::move(*reader));
    }
  }

  SqlResult<void> open_writer() {
    if (database_) return {};
    auto opened = open(patience_);
    if (!opened) return tl::unexpected<SqlFailure>(opened.error());
    database_.emplace(std::move(*opened));
    return {};
  }

  // Made when missing. Checkpoints are the writer's, when nobody waits.
  SqlResult<Database> open(LockPatience& patience) {
    auto opened = Database::open(settings_.file, OpenMode::read_write, clock_);
    if (!opened) return opened;
    opened->set_patience(patience);
    if (auto ready = prepare_schema(*opened); !ready) {
      return tl::unexpected<SqlFailure>(ready.error());
    }
    if (auto set = opened->run("PRAGMA wal_autocheckpoint = 0"); !set) {
      return tl::unexpected<SqlFailure>(set.error());
    }
    return opened;
  }

  const HealthStoreSettings settings_;
  Clock& clock_;
  LockPatience patience_;
  LockPatience lease_patience_;
  LockPatience read_patience_;

  std::optional<Database> database_;  // of the writer thread alone
  int since_checkpoint_ = kCheckpointEvery - 1;

  std::mutex lease_mutex_;
  std::optional<Database> leaser_;

  mutable std::mutex mutex_;
  std::optional<Database> reader_;
  std::optional<Statement> version_;  // behind reader_: goes first
  std::int64_t seen_version_ = -1;
  std::int64_t seen_revision_ = 0;
  std::optional<TimePoint> looked_at_;
  std::optional<TimePoint> read_again_at_;
  std::deque<Queued> queue_;
  std::deque<Queued> in_flight_;  // changed by the writer thread, with mutex_
  std::uint64_t queued_count_ = 0;
  std::uint64_t settled_count_ = 0;
  std::uint64_t writes_begun_ = 0;
  std::uint64_t last_failed_ = 0;  // the number of that write
  int flushing_ = 0;
  std::optional<TimePoint> stopped_at_;  // of the writer thread
  bool opening_ = false;
  std::optional<TimePoint> busy_since_;
  std::string trouble_;
  TimePoint trouble_at_;
  std::condition_variable_any woken_;
  std::condition_variable settled_;
  std::jthread writer_;  // last: it uses all of the above
};

}  // namespace

std::unique_ptr<HealthStore> make_health_store(HealthStoreSettings settings, Clock& clock) {
  return std::make_unique<SqliteHealth>(std::move(settings), clock);
}

}  // namespace edgee

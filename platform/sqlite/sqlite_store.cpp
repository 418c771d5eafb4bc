#include "platform/sqlite/sqlite_store.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "platform/sqlite/event_rows.h"
#include "platform/sqlite/ledger_file.h"
#include "platform/sqlite/schema.h"

namespace edgee {
namespace {

constexpr std::size_t kMaxHeld = 4096;  // events in memory while the disk does not take them
constexpr std::size_t kTrimEvery = 500;
// The writer lets this much pass after an event, so that a busy proxy writes once for many and
// leaves the next request alone.
constexpr std::chrono::milliseconds kGather{50};
constexpr std::size_t kLargeBatch = 256;
constexpr std::chrono::seconds kRetryAfter{10};

// Two floors of locking, never both taken in the other order: database_mutex_ (slow: the disk),
// then mutex_ (short: append() takes only this one).
class SqliteStore : public Store {
 public:
  SqliteStore(StoreSettings settings, Clock& clock)
      : settings_(std::move(settings)), clock_(clock) {}

  ~SqliteStore() override {
    if (!writer_.joinable()) return;
    writer_.request_stop();
    writer_.join();
    const std::lock_guard lock(database_mutex_);
    if (!held_.empty()) write({}, /*now=*/true);
  }
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  void append(AttemptEvent event) override {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= kMaxHeld) {
      ++dropped_;
      return;
    }
    queue_.push_back(std::move(event));
    ++appended_;
    if (queue_.size() == 1 || queue_.size() == kLargeBatch) wake_writer();
  }

  void flush() override {
    {
      std::unique_lock lock(mutex_);
      const std::uint64_t all = appended_;
      ++flushing_;
      queued_.notify_one();
      settled_changed_.wait(lock, [this, all] { return settled_ >= all; });
      --flushing_;
    }
    const std::lock_guard lock(database_mutex_);
    if (!held_.empty()) write({}, /*now=*/true);
  }

  [[nodiscard]] Result<std::vector<AttemptEvent>> read(const EventQuery& query) override {
    flush();
    const std::lock_guard lock(database_mutex_);
    std::vector<AttemptEvent> events;
    if (exists(settings_.file)) {
      auto found = with_reader<std::vector<AttemptEvent>>(
          [&query](Database& database) { return select_events(database, query); });
      if (!found && held_.empty()) return tl::unexpected<Error>(found.error());
      if (found) events = std::move(*found);
    }
    add_held(events, query);
    return events;
  }

  [[nodiscard]] std::string trouble() const override {
    const std::lock_guard lock(mutex_);
    if (trouble_.empty() && dropped_ == 0) return "";
    std::string text = trouble_.empty() ? "the ledger was too slow" : trouble_;
    if (dropped_ > 0) return text + "; " + std::to_string(dropped_) + " events were not recorded";
    return text + "; what happens now is kept in memory only";
  }

  void set_caps(std::int64_t keep_days, std::int64_t max_megabytes) override {
    const std::lock_guard lock(mutex_);
    settings_.keep_days = keep_days;
    settings_.max_megabytes = max_megabytes;
  }

  [[nodiscard]] Result<std::map<std::string, std::string>> notes(const std::string& kind) override {
    using Notes = std::map<std::string, std::string>;
    const std::lock_guard lock(database_mutex_);
    if (!exists(settings_.file)) return Notes();
    return with_reader<Notes>([&kind](Database& database) -> SqlResult<Notes> {
      Statement select = database.prepare("SELECT key, value FROM notes WHERE kind = ?1");
      select.bind(1, kind);
      Notes found;
      while (true) {
        const auto row = select.step();
        if (!row) return tl::unexpected<SqlFailure>(row.error());
        if (!*row) return found;
        found[select.text(0)] = select.text(1);
      }
    });
  }

  Result<void> set_note(const std::string& kind, const std::string& key,
                        const std::string& value) override {
    return change([&](Database& database) {
      Statement insert =
          database.prepare("REPLACE INTO notes (kind, key, value) VALUES (?1, ?2, ?3)");
      insert.bind(1, kind).bind(2, key).bind(3, value);
      return insert.step();
    });
  }

  void post_note(const std::string& kind, const std::string& key,
                 const std::string& value) override {
    const std::lock_guard lock(mutex_);
    posted_.insert_or_assign({kind, key}, value);
    ++appended_;
    ++posts_;
    if (queue_.empty() && posts_ == 1) wake_writer();
  }

  Result<void> remove_note(const std::string& kind, const std::string& key) override {
    return change([&](Database& database) {
      Statement remove = database.prepare("DELETE FROM notes WHERE kind = ?1 AND key = ?2");
      remove.bind(1, kind).bind(2, key);
      return remove.step();
    });
  }

 private:
  using Posts = std::map<std::pair<std::string, std::string>, std::string>;

  // With mutex_. Most runs of edgee record nothing and need no thread.
  void wake_writer() {
    if (!writer_.joinable()) {
      writer_ = std::jthread([this](const std::stop_token& stop) { write_queue(stop); });
    }
    queued_.notify_one();
  }

  [[nodiscard]] bool has_work() const { return !queue_.empty() || !posted_.empty(); }

  // The writer thread: sleeps until there is something, gathers, then writes all there is at once.
  void write_queue(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (queued_.wait(lock, stop, [this] { return has_work(); }) || has_work()) {
      queued_.wait_for(lock, stop, kGather,
                       [this] { return flushing_ > 0 || queue_.size() >= kLargeBatch; });
      std::vector<AttemptEvent> batch(std::make_move_iterator(queue_.begin()),
                                      std::make_move_iterator(queue_.end()));
      queue_.clear();
      const Posts posts = std::exchange(posted_, {});
      const std::size_t count = batch.size() + std::exchange(posts_, 0);
      lock.unlock();
      {
        const std::lock_guard database_lock(database_mutex_);
        if (!batch.empty()) write(std::move(batch), /*now=*/false);
        write_posts(posts);
      }
      lock.lock();
      settled_ += count;
      settled_changed_.notify_all();
    }
  }

  // With database_mutex_. What the disk does not take is held and tried again with later events,
  // but not sooner than kRetryAfter unless `now`.
  void write(std::vector<AttemptEvent> batch, bool now) {
    held_.insert(held_.end(), std::make_move_iterator(batch.begin()),
                 std::make_move_iterator(batch.end()));
    if (!now && retry_at_ && clock_.now() < *retry_at_) {
      cap_held();
      return;
    }
    auto database = writable();
    auto written = database ? insert_events(**database, held_)
                            : SqlResult<void>(tl::unexpected<SqlFailure>(database.error()));
    if (!written) {
      note_failure(written.error());
      cap_held();
      return;
    }
    since_trim_ += held_.size();
    held_.clear();
    retry_at_.reset();
    set_trouble("");
    if (since_trim_ >= kTrimEvery) trim();
  }

  // With database_mutex_. A note that the disk does not take is dropped: it was about this moment.
  void write_posts(const Posts& posts) {
    for (const auto& [name, value] : posts) {
      auto database = writable();
      if (!database) return;
      Statement change = (*database)->prepare(
          value.empty() ? "DELETE FROM notes WHERE kind = ?1 AND key = ?2"
                        : "REPLACE INTO notes (kind, key, value) VALUES (?1, ?2, ?3)");
      change.bind(1, name.first).bind(2, name.second);
      if (!value.empty()) change.bind(3, value);
      if (const auto done = change.step(); !done) return;
    }
  }

  void cap_held() {
    if (held_.size() <= kMaxHeld) return;
    const std::size_t over = held_.size() - kMaxHeld;
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(over));
    const std::lock_guard lock(mutex_);
    dropped_ += over;
  }

  // With database_mutex_. A trim that fails (another process writes) is left to the next one.
  void trim() {
    since_trim_ = 0;
    std::int64_t days = 0;
    std::int64_t megabytes = 0;
    {
      const std::lock_guard lock(mutex_);
      days = std::max<std::int64_t>(settings_.keep_days, 0);
      megabytes = settings_.max_megabytes;
    }
    const WallTime oldest = clock_.wall_now() - std::chrono::hours(24) * days;
    (void)trim_events(*database_, oldest, megabytes * 1024 * 1024);
  }

  void note_failure(const SqlFailure& failure) {
    set_trouble(explain(failure, settings_.file));
    retry_at_ = clock_.now() + kRetryAfter;
    if (failure.code != SQLITE_BUSY && failure.code != SQLITE_LOCKED) database_.reset();
  }

  void set_trouble(std::string text) {
    const std::lock_guard lock(mutex_);
    trouble_ = std::move(text);
  }

  // With database_mutex_. The database, opened when it is not yet; made when missing.
  SqlResult<Database*> writable() {
    if (database_) return &*database_;
    auto opened = Database::open(settings_.file, OpenMode::read_write, clock_);
    if (!opened) return tl::unexpected<SqlFailure>(opened.error());
    if (auto ready = prepare_schema(*opened); !ready) {
      return tl::unexpected<SqlFailure>(ready.error());
    }
    if (opened->read_only()) {
      set_trouble(explain({.code = SQLITE_READONLY, .words = {}}, settings_.file));
    }
    database_.emplace(std::move(*opened));
    since_trim_ = kTrimEvery;  // the first write trims
    return &*database_;
  }

  // With database_mutex_. A file in a directory that cannot be written needs another way to read.
  template <class T>
  Result<T> with_reader(const std::function<SqlResult<T>(Database&)>& ask) {
    auto database = writable();
    SqlResult<T> answer =
        database ? ask(**database) : SqlResult<T>(tl::unexpected<SqlFailure>(database.error()));
    if (answer) return std::move(*answer);
    note_failure(answer.error());
    const int code = answer.error().code;
    if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_PERM) {
      auto frozen = Database::open(settings_.file, OpenMode::frozen, clock_);
      if (frozen) {
        if (auto again = ask(*frozen)) return std::move(*again);
      }
    }
    return fail(explain(answer.error(), settings_.file));
  }

  Result<void> change(const std::function<SqlResult<bool>(Database&)>& step) {
    const std::lock_guard lock(database_mutex_);
    auto database = writable();
    const auto done =
        database ? step(**database) : SqlResult<bool>(tl::unexpected<SqlFailure>(database.error()));
    if (done) return {};
    note_failure(done.error());
    return fail(explain(done.error(), settings_.file), "nothing was remembered");
  }

  // With database_mutex_. Events that are not on disk follow those that are.
  void add_held(std::vector<AttemptEvent>& events, const EventQuery& query) const {
    std::int64_t id = events.empty() ? query.after_id : events.back().id;
    for (const AttemptEvent& held : held_) {
      if (!query.launch.empty() && held.launch != query.launch) continue;
      if (held.at < query.since) continue;
      events.push_back(held);
      events.back().id = ++id;
    }
    const auto limit = static_cast<std::size_t>(std::max(query.limit, 0));
    if (events.size() > limit) {
      events.erase(events.begin(), events.end() - static_cast<std::ptrdiff_t>(limit));
    }
  }

  StoreSettings settings_;  // the caps under mutex_
  Clock& clock_;

  std::mutex database_mutex_;
  std::optional<Database> database_;
  std::vector<AttemptEvent> held_;
  std::optional<TimePoint> retry_at_;
  std::size_t since_trim_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable_any queued_;
  std::condition_variable settled_changed_;
  std::deque<AttemptEvent> queue_;
  Posts posted_;           // only the newest of each
  std::size_t posts_ = 0;  // posted since the last write, those that were overtaken too
  std::uint64_t appended_ = 0;
  std::uint64_t settled_ = 0;
  std::uint64_t dropped_ = 0;
  int flushing_ = 0;  // callers of flush() that wait
  std::string trouble_;
  std::jthread writer_;  // last: it uses all of the above
};

}  // namespace

std::unique_ptr<Store> make_store(StoreSettings settings, Clock& clock) {
  return std::make_unique<SqliteStore>(std::move(settings), clock);
}

}  // namespace edgee

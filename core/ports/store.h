// The ledger's database, shared by all sessions of this user. May be used from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/event.h"

namespace edgee {

struct EventQuery {
  std::int64_t after_id = 0;
  int limit = 1000;    // the newest so many, given oldest first
  std::string launch;  // "" = all
  WallTime since{};    // attempts that began earlier are left out
};

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  // Writes what is queued.
  virtual ~Store() = default;

  // Never blocks on the disk: queued, and written in groups by the store's own thread. An event
  // that cannot be written is counted, not an error.
  virtual void append(AttemptEvent event) = 0;
  // Returns when all that was appended before is on disk (or has failed).
  virtual void flush() = 0;
  [[nodiscard]] virtual Result<std::vector<AttemptEvent>> read(const EventQuery& query) = 0;
  // "" while all is well; otherwise one sentence for people ("the ledger is read-only, ...").
  [[nodiscard]] virtual std::string trouble() const = 0;

  // How much is kept from the next write on. A store in memory keeps all.
  virtual void set_caps(std::int64_t /*keep_days*/, std::int64_t /*max_megabytes*/) {}

  // Small facts that outlive a run: remembered answers and trusted hashes.
  [[nodiscard]] virtual Result<std::map<std::string, std::string>> notes(
      const std::string& kind) = 0;
  virtual Result<void> set_note(const std::string& kind, const std::string& key,
                                const std::string& value) = 0;
  // As set_note, but queued as append is: for those who may not wait. An empty value takes the note
  // away. What cannot be written is dropped.
  virtual void post_note(const std::string& kind, const std::string& key,
                         const std::string& value) {
    (void)(value.empty() ? remove_note(kind, key) : set_note(kind, key, value));
  }
  virtual Result<void> remove_note(const std::string& kind, const std::string& key) = 0;
};

}  // namespace edgee

// A ledger that lives as long as one drill. Thread-safe: holds its own mutex.
#pragma once

#include <mutex>
#include <utility>

#include "core/ports/store.h"

namespace edgee {

class MemoryStore : public Store {
 public:
  void append(AttemptEvent event) override {
    const std::lock_guard lock(mutex_);
    event.id = static_cast<std::int64_t>(events_.size()) + 1;
    events_.push_back(std::move(event));
  }
  void flush() override {}
  Result<std::vector<AttemptEvent>> read(const EventQuery& query) override {
    const std::lock_guard lock(mutex_);
    std::vector<AttemptEvent> found;
    for (const AttemptEvent& event : events_) {
      if (event.id > query.after_id) found.push_back(event);
    }
    return found;
  }
  std::string trouble() const override { return ""; }
  Result<std::map<std::string, std::string>> notes(const std::string& kind) override {
    const std::lock_guard lock(mutex_);
    return notes_[kind];
  }
  Result<void> set_note(const std::string& kind, const std::string& key,
                        const std::string& value) override {
    const std::lock_guard lock(mutex_);
    notes_[kind][key] = value;
    return {};
  }
  Result<void> remove_note(const std::string& kind, const std::string& key) override {
    const std::lock_guard lock(mutex_);
    notes_[kind].erase(key);
    return {};
  }

 private:
  std::mutex mutex_;
  std::vector<AttemptEvent> events_;
  std::map<std::string, std::map<std::string, std::string>> notes_;
};

}  // namespace edgee

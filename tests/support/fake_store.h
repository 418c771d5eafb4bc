// A ledger in memory. Safe from any thread except for the public members.
#pragma once

#include <mutex>
#include <optional>
#include <utility>

#include "core/ports/store.h"

namespace edgee {

class FakeStore : public Store {
 public:
  void append(AttemptEvent event) override {
    const std::lock_guard lock(mutex_);
    event.id = static_cast<std::int64_t>(events_.size()) + 1;
    events_.push_back(std::move(event));
  }
  void flush() override {}
  [[nodiscard]] Result<std::vector<AttemptEvent>> read(const EventQuery& query) override {
    const std::lock_guard lock(mutex_);
    if (error) return tl::unexpected<Error>(*error);
    std::vector<AttemptEvent> found;
    for (const AttemptEvent& event : events_) {
      if (event.id <= query.after_id || event.at < query.since) continue;
      if (!query.launch.empty() && event.launch != query.launch) continue;
      found.push_back(event);
    }
    const auto limit = static_cast<std::size_t>(query.limit < 0 ? 0 : query.limit);
    if (found.size() > limit) {
      found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
    }
    return found;
  }
  [[nodiscard]] std::string trouble() const override { return trouble_text; }

  void set_caps(std::int64_t keep_days, std::int64_t max_megabytes) override {
    const std::lock_guard lock(mutex_);
    caps_ = {keep_days, max_megabytes};
  }
  // Days and megabytes, as last set.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> caps() const {
    const std::lock_guard lock(mutex_);
    return caps_;
  }

  [[nodiscard]] Result<std::map<std::string, std::string>> notes(const std::string& kind) override {
    const std::lock_guard lock(mutex_);
    if (error) return tl::unexpected<Error>(*error);
    return notes_[kind];
  }
  Result<void> set_note(const std::string& kind, const std::string& key,
                        const std::string& value) override {
    const std::lock_guard lock(mutex_);
    if (error) return tl::unexpected<Error>(*error);
    notes_[kind][key] = value;
    return {};
  }
  Result<void> remove_note(const std::string& kind, const std::string& key) override {
    const std::lock_guard lock(mutex_);
    if (error) return tl::unexpected<Error>(*error);
    notes_[kind].erase(key);
    return {};
  }

  [[nodiscard]] std::vector<AttemptEvent> events() const {
    const std::lock_guard lock(mutex_);
    return events_;
  }

  std::string trouble_text;
  std::optional<Error> error;  // of read and the notes

 private:
  mutable std::mutex mutex_;
  std::vector<AttemptEvent> events_;
  std::pair<std::int64_t, std::int64_t> caps_;
  std::map<std::string, std::map<std::string, std::string>> notes_;
};

}  // namespace edgee

// The shared health in memory: several stores on one FakeHealthDisk are several processes. Safe
// from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/ports/health_store.h"

namespace edgee {

class FakeHealthDisk {
 public:
  struct Row {
    std::int64_t revision = 0;
    HealthEntry entry;
  };

  void change(const std::string& scope, const HealthChange& how) {
    const std::lock_guard lock(mutex_);
    Row& row = rows_[scope];
    how(row.entry);
    row.revision = ++revision_;
    ++writes_;
  }
  [[nodiscard]] LeaseAnswer lease(const LeaseRequest& wish) {
    const std::lock_guard lock(mutex_);
    const auto found = rows_.find(wish.scope);
    if (found == rows_.end() || found->second.entry.failures == 0) return LeaseAnswer::away;
    HealthEntry& entry = found->second.entry;
    const bool held = !entry.holder.empty() && wish.now < entry.lease_until;
    if (held || wish.now < entry.probe_at) return LeaseAnswer::refused;
    entry.holder = wish.holder;
    entry.lease_until = wish.now + wish.length;
    found->second.revision = ++revision_;
    return LeaseAnswer::granted;
  }
  [[nodiscard]] std::vector<HealthRow> since(std::int64_t& seen) const {
    const std::lock_guard lock(mutex_);
    std::vector<HealthRow> news;
    for (const auto& [scope, row] : rows_) {
      if (row.revision > seen) news.push_back({scope, row.entry});
    }
    seen = revision_;
    return news;
  }
  [[nodiscard]] int writes() const {
    const std::lock_guard lock(mutex_);
    return writes_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Row> rows_;
  std::int64_t revision_ = 0;
  int writes_ = 0;
};

class FakeHealthStore : public HealthStore {
 public:
  FakeHealthStore() : disk_(&own_) {}
  explicit FakeHealthStore(FakeHealthDisk& disk) : disk_(&disk) {}

  void open_ahead() override {}
  [[nodiscard]] std::vector<HealthRow> news() override {
    const std::lock_guard lock(mutex_);
    return trouble_text.empty() ? disk_->since(seen_) : std::vector<HealthRow>();
  }
  void change(std::string scope, HealthChange change) override {
    if (trouble_text.empty()) disk_->change(scope, change);
  }
  [[nodiscard]] LeaseAnswer lease(const LeaseRequest& request) override {
    return trouble_text.empty() ? disk_->lease(request) : LeaseAnswer::away;
  }
  void flush() override {}
  [[nodiscard]] std::string trouble() const override { return trouble_text; }

  std::string trouble_text;  // not empty: it cannot be used; set before it is shared

 private:
  FakeHealthDisk own_;
  FakeHealthDisk* disk_;
  std::mutex mutex_;
  std::int64_t seen_ = 0;
};

}  // namespace edgee

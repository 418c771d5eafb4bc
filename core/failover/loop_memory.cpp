#include "core/failover/loop_memory.h"

#include <algorithm>

namespace edgee {
namespace {

// Sub-agents share their parent's session, but mostly neither its class nor its model.
std::string key_of(const RequestFacts& facts) {
  return facts.session + '\n' + facts.request_class + '\n' + facts.model;
}

}  // namespace

void LoopMemory::answered(const RequestFacts& facts, const Target& target) {
  if (facts.session.empty()) return;
  std::string key = key_of(facts);
  const std::lock_guard lock(mutex_);
  std::erase_if(latest_, [&key](const auto& row) { return row.first == key; });
  latest_.emplace_front(std::move(key), target);
  if (latest_.size() > kMost) latest_.pop_back();
}

std::optional<Target> LoopMemory::current(const RequestFacts& facts) const {
  if (facts.turn_start || facts.session.empty()) return std::nullopt;
  const std::string key = key_of(facts);
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(latest_.begin(), latest_.end(),
                                  [&key](const auto& row) { return row.first == key; });
  if (found == latest_.end()) return std::nullopt;
  return found->second;
}

}  // namespace edgee

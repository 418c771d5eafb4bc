// Which target answers the turn that a conversation is in: a loop of tool calls stays with it, so
// that no prompt cache is thrown away twice. Holds its own mutex.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "core/model/chain.h"
#include "core/model/request.h"

namespace edgee {

class LoopMemory {
 public:
  void answered(const RequestFacts& facts, const Target& target);
  // nullopt at the start of a turn, or when the agent does not say which session it is.
  [[nodiscard]] std::optional<Target> current(const RequestFacts& facts) const;

  static constexpr std::size_t kMost = 256;  // conversations

 private:
  mutable std::mutex mutex_;
  std::list<std::pair<std::string, Target>> latest_;  // the last to answer first
};

}  // namespace edgee

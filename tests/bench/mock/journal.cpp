#include "tests/bench/mock/journal.h"

#include <string_view>

namespace edgee::bench {

void Journal::count_request(Role role) {
  const std::lock_guard lock(mutex_);
  ++requests_[static_cast<std::size_t>(role)];
}

void Journal::note_seen(int id, std::int64_t at_ns) {
  const std::lock_guard lock(mutex_);
  visits_[id].seen_ns = at_ns;
}

void Journal::note_hang_up(int id, std::int64_t at_ns) {
  const std::lock_guard lock(mutex_);
  visits_[id].hang_up_ns = at_ns;
}

std::string Journal::to_json() const {
  const std::lock_guard lock(mutex_);
  std::string out = "{\"requests\":{\"primary\":" + std::to_string(requests_[0]) +
                    ",\"failing\":" + std::to_string(requests_[1]) +
                    ",\"fallback\":" + std::to_string(requests_[2]) + "},\"visits\":{";
  std::string_view comma;
  for (const auto& [id, visit] : visits_) {
    out.append(comma).append("\"").append(std::to_string(id)).append("\":{\"seen_ns\":");
    out.append(std::to_string(visit.seen_ns)).append(",\"hang_up_ns\":");
    out.append(std::to_string(visit.hang_up_ns)).append("}");
    comma = ",";
  }
  return out.append("}}");
}

}  // namespace edgee::bench

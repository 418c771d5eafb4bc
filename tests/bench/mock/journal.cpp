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

void Journal::note_break(std::int64_t at_ns) {
  const std::lock_guard lock(mutex_);
  broken_ns_ = at_ns;
  ++breaks_;
}

void Journal::note_takeover(std::int64_t at_ns, bool warm) {
  const std::lock_guard lock(mutex_);
  if (broken_ns_ == 0) return;
  takeovers_ns_.push_back(at_ns - broken_ns_);
  if (!warm) ++cold_takeovers_;
  broken_ns_ = 0;
}

std::string Journal::to_json() const {
  const std::lock_guard lock(mutex_);
  std::string out = "{\"requests\":{\"primary\":" + std::to_string(requests_[0]) +
                    ",\"failing\":" + std::to_string(requests_[1]) +
                    ",\"fallback\":" + std::to_string(requests_[2]) + "}";
  append_takeovers(out);
  append_visits(out);
  return out.append("}");
}

void Journal::append_takeovers(std::string& out) const {
  out.append(",\"breaks\":").append(std::to_string(breaks_));
  out.append(",\"cold_takeovers\":").append(std::to_string(cold_takeovers_));
  out.append(",\"takeovers_ns\":[");
  std::string_view comma;
  for (const std::int64_t took : takeovers_ns_) {
    out.append(comma).append(std::to_string(took));
    comma = ",";
  }
  out.append("]");
}

void Journal::append_visits(std::string& out) const {
  out.append(",\"visits\":{");
  std::string_view comma;
  for (const auto& [id, visit] : visits_) {
    out.append(comma).append("\"").append(std::to_string(id)).append("\":{\"seen_ns\":");
    out.append(std::to_string(visit.seen_ns)).append(",\"hang_up_ns\":");
    out.append(std::to_string(visit.hang_up_ns)).append("}");
    comma = ",";
  }
  out.append("}");
}

}  // namespace edgee::bench

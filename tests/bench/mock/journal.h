// What the mock saw, for the harness to ask: requests per role, when a named request arrived and
// when its connection was closed by the other side, and how long after the primary broke an answer
// off the fallback was asked. Shared by all workers; holds its own mutex.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace edgee::bench {

enum class Role { primary, failing, fallback };
inline constexpr std::size_t kRoles = 3;

class Journal {
 public:
  void count_request(Role role);
  void note_seen(int id, std::int64_t at_ns);
  void note_hang_up(int id, std::int64_t at_ns);
  // An answer is about to break. Breaks come one at a time: the client waits for each answer's end.
  void note_break(std::int64_t at_ns);
  // The first byte of a request to the fallback; `warm`: its connection has carried one before.
  void note_takeover(std::int64_t at_ns, bool warm);
  std::string to_json() const;

 private:
  // With the mutex.
  void append_takeovers(std::string& out) const;
  void append_visits(std::string& out) const;

  struct Visit {
    std::int64_t seen_ns = 0;
    std::int64_t hang_up_ns = 0;
  };

  mutable std::mutex mutex_;
  std::array<long, kRoles> requests_{};
  std::map<int, Visit> visits_;
  std::int64_t broken_ns_ = 0;  // 0: nobody waits for a takeover
  long breaks_ = 0;
  long cold_takeovers_ = 0;
  std::vector<std::int64_t> takeovers_ns_;
};

}  // namespace edgee::bench

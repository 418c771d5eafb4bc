// What the mock saw, for the harness to ask: requests per role, and when a named request arrived
// and when its connection was closed by the other side. Shared by all workers; holds its own mutex.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace edgee::bench {

enum class Role { primary, failing, fallback };
inline constexpr std::size_t kRoles = 3;

class Journal {
 public:
  void count_request(Role role);
  void note_seen(int id, std::int64_t at_ns);
  void note_hang_up(int id, std::int64_t at_ns);
  std::string to_json() const;

 private:
  struct Visit {
    std::int64_t seen_ns = 0;
    std::int64_t hang_up_ns = 0;
  };

  mutable std::mutex mutex_;
  std::array<long, kRoles> requests_{};
  std::map<int, Visit> visits_;
};

}  // namespace edgee::bench

// The timers of one attempt. A value for one thread; it never waits itself.
#pragma once

#include <optional>

#include "core/failover/timers.h"
#include "core/model/outcome.h"

namespace edgee {

class Watch {
 public:
  Watch(const Timers& timers, TimePoint now) : timers_(timers), started_(now) {}

  void head_came(TimePoint now);
  void bytes_came(TimePoint now, bool progress);
  void content_began() { content_ = true; }
  // Only an error's body is still to come: it may take this long.
  void expect_end_within(TimePoint now, Duration time) { end_by_ = now + time; }

  // The next moment at which something is overdue, or begins to falter if that `matters`.
  [[nodiscard]] std::optional<TimePoint> deadline(bool matters = false) const;
  // Nothing has come for so long that the worst had better be prepared for.
  [[nodiscard]] bool faltering(TimePoint now) const;
  // What is overdue, if anything.
  [[nodiscard]] std::optional<FailureKind> overdue(TimePoint now) const;
  // The process slept through its deadline (suspended, stopped): everything starts anew.
  [[nodiscard]] bool overslept(TimePoint now) const;
  void restart(TimePoint now);

 private:
  struct Due {
    TimePoint at;
    FailureKind kind;
  };
  [[nodiscard]] std::optional<Due> earliest() const;
  [[nodiscard]] std::optional<TimePoint> falters_at() const;

  Timers timers_;
  TimePoint started_;
  std::optional<TimePoint> last_bytes_;
  std::optional<TimePoint> last_progress_;
  std::optional<TimePoint> end_by_;
  bool content_ = false;
};

}  // namespace edgee

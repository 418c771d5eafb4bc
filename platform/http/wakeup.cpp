#include "platform/http/wakeup.h"

#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace edgee {

Wakeup::Wakeup() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe(ends.data()) != 0) return;
  read_end_.reset(ends[0]);
  write_end_.reset(ends[1]);
  for (const int end : ends)
    ::fcntl(end, F_SETFD, FD_CLOEXEC);
}

void Wakeup::raise() noexcept {
  if (raised_.exchange(true)) return;
  const char byte = 1;
  // Cannot block: it is the only byte this pipe ever gets, and nobody reads it.
  [[maybe_unused]] const ssize_t written = ::write(write_end_.get(), &byte, 1);
}

}  // namespace edgee

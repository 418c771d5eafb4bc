// A connected socket as the HTTP code sees it: buffered reads with deadlines, and whole writes.
// One thread owns it; a raised Wakeup ends every wait.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include <sys/uio.h>

#include "core/model/time.h"
#include "platform/http/unique_fd.h"
#include "platform/http/wakeup.h"

namespace edgee {

// For wait_for: the peer has left. Bytes waiting to be read are not that.
extern const short kHangUpEvents;
enum class Waited { ready, timeout, stopped };
// Waits for `events` (poll's) on the descriptor.
[[nodiscard]] Waited wait_for(int descriptor, short events, const Wakeup& stop, TimePoint deadline);
// For poll: rounded up, so that a wait never ends before its deadline; -1 for TimePoint::max().
[[nodiscard]] int milliseconds_until(TimePoint deadline);
[[nodiscard]] TimePoint from_now(Duration time);

class Wire {
 public:
  enum class Read { bytes, closed, timeout, stopped, full };

  // `capacity` bounds what can be buffered; `stop` outlives the wire.
  Wire(UniqueFd socket, const Wakeup& stop, std::size_t capacity);

  [[nodiscard]] int fd() const { return socket_.get(); }
  [[nodiscard]] const Wakeup& stop() const { return *stop_; }

  [[nodiscard]] std::string_view buffered() const {
    return {buffer_.get() + begin_, end_ - begin_};
  }
  void consume(std::size_t count) { begin_ += count; }
  // Waits for more bytes behind those buffered; `full` when there is no room for any.
  [[nodiscard]] Read fill(TimePoint deadline);
  // Reads past the buffer, which must be empty. `got` is how much, at most to.size().
  [[nodiscard]] Read receive(std::span<char> to, TimePoint deadline, std::size_t& got);

  // Sends all of it. False when the peer is gone, reads nothing for `silence`, or on stop.
  [[nodiscard]] bool send(std::span<iovec> parts, Duration silence);
  [[nodiscard]] bool send(std::string_view bytes, Duration silence);

  // Ends our side and reads what is still coming, so that the peer can read our last words.
  void close_gently(Duration patience);
  // Closes with a reset.
  void reset();

 private:
  [[nodiscard]] Read receive_now(std::span<char> to, std::size_t& got) const;

  UniqueFd socket_;
  const Wakeup* stop_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace edgee

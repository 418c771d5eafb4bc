// A TCP connection that sends whatever it is told, well-formed or not, and shows exactly what comes
// back: for hostile requests. One thread each.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace edgee::play {

inline constexpr std::chrono::milliseconds kSoon{5'000};

// What edgee printed, taken apart: "http://127.0.0.1:PORT/TOKEN".
struct ProxyAddress {
  int port = 0;
  std::string token;
};
[[nodiscard]] ProxyAddress read_address(std::string_view base_url);

class RawConnection {
 public:
  explicit RawConnection(int port, const char* host = "127.0.0.1");
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  // False when the other side takes no more.
  bool send(std::string_view bytes);
  // Nothing more comes from us; we still listen.
  void end();
  // Closes with a reset.
  void reset();
  // Reads until the other side closes, `enough` bytes are there or the time is over.
  const std::string& read(std::chrono::milliseconds time = kSoon, std::size_t enough = kEndless);
  // All that came so far.
  [[nodiscard]] const std::string& received() const { return received_; }
  // The other side has closed. Looks without waiting.
  [[nodiscard]] bool closed();

 private:
  static constexpr std::size_t kEndless = static_cast<std::size_t>(-1);
  // False when nothing came in time or the other side closed.
  bool read_some(std::chrono::milliseconds time);

  int fd_ = -1;
  bool connected_ = false;
  bool closed_ = false;
  std::string received_;
};

// One answer of the bytes that came back.
struct RawAnswer {
  int status = 0;  // 0: no head came
  std::string head;
  std::string body;  // to the end of the bytes
};
[[nodiscard]] RawAnswer read_answer(std::string_view bytes);
// The status of every answer whose status line stands in the bytes.
[[nodiscard]] std::vector<int> statuses_in(std::string_view bytes);

// Sends the bytes on a connection of its own and reads until the other side closes.
[[nodiscard]] RawAnswer send_raw(int port, std::string_view bytes);

}  // namespace edgee::play

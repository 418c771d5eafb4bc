#include "platform/terminal.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "platform/noted_signals.h"

namespace edgee {
namespace {

class EchoOff {
 public:
  EchoOff() {
    ok_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK);
    quiet.c_lflag |= ECHONL;
    ok_ = ok_ && tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  ~EchoOff() { tcsetattr(STDIN_FILENO, TCSANOW, &before_); }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  termios before_{};
  bool ok_ = false;
};

void print(const std::string& text) {
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

// 0 when a line was read, the signal that came instead, or -1 at the end of input.
int read_line(const sigset_t& outside, std::string& line) {
  while (true) {
    fd_set input;
    FD_ZERO(&input);
    FD_SET(STDIN_FILENO, &input);
    if (::pselect(STDIN_FILENO + 1, &input, nullptr, nullptr, nullptr, &outside) < 0) {
      if (errno == EINTR && noted_signal() != 0) return noted_signal();
      if (errno == EINTR) continue;
      return -1;
    }
    std::array<char, 4096> bytes{};
    const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got <= 0) return line.empty() ? -1 : 0;
    const std::string_view part(bytes.data(), static_cast<std::size_t>(got));
    line.reserve(8192);  // a growing string would leave unwiped copies behind
    line.append(part.substr(0, part.find('\n')));
    const bool ended = part.find('\n') != std::string_view::npos;
    volatile char* raw = bytes.data();
    for (std::size_t i = 0; i < bytes.size(); ++i)
      raw[i] = 0;
    if (ended) return 0;
  }
}

// One try; a signal is given back after the terminal is as it was.
int ask(const std::string& prompt, std::string& line) {
  const NotedSignals signals;
  const EchoOff quiet;
  if (!quiet.ok()) return -1;
  print(prompt);
  return read_line(signals.outside(), line);
}

}  // namespace

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1;
}

Result<Secret> read_hidden_line(const std::string& prompt) {
  if (!is_terminal(STDIN_FILENO)) {
    return fail("there is no terminal to ask on", "pipe the value into stdin");
  }
  while (true) {
    std::string line;
    const int ended = ask(prompt, line);
    if (ended == 0) return Secret(std::move(line));
    wipe(line);
    if (ended < 0) return fail("nothing was typed");
    print("\n");
    ::raise(ended);  // as if it had come now: ends edgee, or stops it until `fg`
  }
}

}  // namespace edgee

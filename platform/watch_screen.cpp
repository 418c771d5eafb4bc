#include "platform/watch_screen.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>

#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "platform/noted_signals.h"
#include "platform/terminal.h"

namespace edgee {
namespace {

constexpr char kCtrlC = 3;

void print(std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(STDOUT_FILENO, text.data(), text.size());
    if (put < 0 && errno != EINTR) return;
    if (put > 0) text.remove_prefix(static_cast<std::size_t>(put));
  }
}

// The other screen, without a cursor, where keys come one by one and unseen.
class OtherScreen {
 public:
  OtherScreen() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios keys = before_;
    keys.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &keys);
    print("\x1b[?1049h\x1b[?25l");
  }
  ~OtherScreen() {
    print("\x1b[?25h\x1b[?1049l");
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  OtherScreen(const OtherScreen&) = delete;
  OtherScreen& operator=(const OtherScreen&) = delete;

 private:
  termios before_{};
};

// Line by line over what stood there before: clearing first would flicker. What does not fit below
// is left out, or the top would scroll away.
void show(std::string_view page) {
  winsize size{};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 1;
  int room = known ? size.ws_row - 1 : 24;
  std::string out = "\x1b[H";
  for (; !page.empty() && room > 0; --room) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    out.append(page.substr(0, end)).append("\x1b[K\r\n");
    page.remove_prefix(std::min(end + 1, page.size()));
  }
  print(out + "\x1b[J");
}

// True when the watcher wants to leave.
bool read_keys() {
  std::array<char, 64> keys{};
  const ssize_t got = ::read(STDIN_FILENO, keys.data(), keys.size());
  if (got <= 0) return got == 0 || errno != EINTR;
  const std::string_view typed(keys.data(), static_cast<std::size_t>(got));
  return typed.find('q') != std::string_view::npos || typed.find(kCtrlC) != std::string_view::npos;
}

}  // namespace

Result<int> watch_screen(const std::function<std::string()>& draw, Duration every) {
  if (!is_terminal(STDIN_FILENO) || !is_terminal(STDOUT_FILENO)) {
    return fail("there is no terminal to watch on", "leave out --watch");
  }
  const NotedSignals signals;
  const OtherScreen screen;
  while (true) {
    show(draw());
    fd_set input;
    FD_ZERO(&input);
    FD_SET(STDIN_FILENO, &input);
    const timespec pause{.tv_sec = every.count() / 1000,
                         .tv_nsec = (every.count() % 1000) * 1'000'000};
    const int ready =
        ::pselect(STDIN_FILENO + 1, &input, nullptr, nullptr, &pause, &signals.outside());
    if (ready < 0 && noted_signal() != 0) return noted_signal();
    if (ready > 0 && read_keys()) return 0;
  }
}

}  // namespace edgee

// A real terminal: tmux with a shell in it, on a server of its own. One thread.
#pragma once

#include <string>
#include <vector>

#include "tests/support/play.h"

namespace edgee::play {

class Terminal {
 public:
  Terminal(const Home& home, const Variables& variables, const std::string& directory);
  // Hangs up.
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // The shell showed its prompt.
  [[nodiscard]] bool is_ready() const { return is_ready_; }

  // Types the text; `press` takes tmux's names: "Enter", "C-z".
  void type(const std::string& text) const;
  void press(const std::string& key) const;
  void enter(const std::string& line) const;
  void resize(int columns, int rows) const;
  void hang_up() const;
  // What is on the screen now, without colours.
  [[nodiscard]] std::string screen() const;
  [[nodiscard]] bool shows(const std::string& text, std::chrono::milliseconds time = kLong) const;

 private:
  std::string tmux(const std::vector<std::string>& arguments) const;

  const Home& home_;
  Variables variables_;
  std::string directory_;
  std::string socket_;
  bool is_ready_ = false;
};

// Says "skipped: ..." and gives true when there is no tmux.
[[nodiscard]] bool skip_without_tmux(const char* test);

}  // namespace edgee::play

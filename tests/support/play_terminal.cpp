#include "tests/support/play_terminal.h"

#include <filesystem>
#include <iostream>

namespace edgee::play {

Terminal::Terminal(const Home& home, const Variables& variables, const std::string& directory)
    : home_(home), variables_(variables), directory_(directory), socket_(home.in("tmux")) {
  tmux({"-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40",
        "exec env PS1='ready$ ' bash --norc --noprofile -i"});
  is_ready_ = shows("ready$");
}

Terminal::~Terminal() {
  tmux({"kill-server"});
}

void Terminal::type(const std::string& text) const {
  tmux({"send-keys", "-l", text});
}

void Terminal::press(const std::string& key) const {
  tmux({"send-keys", key});
}

void Terminal::enter(const std::string& line) const {
  type(line);
  press("Enter");
}

void Terminal::resize(int columns, int rows) const {
  tmux({"resize-window", "-x", std::to_string(columns), "-y", std::to_string(rows)});
}

void Terminal::hang_up() const {
  tmux({"kill-session"});
}

std::string Terminal::screen() const {
  return tmux({"capture-pane", "-p"});
}

bool Terminal::shows(const std::string& text, std::chrono::milliseconds time) const {
  return eventually([this, &text] { return screen().find(text) != std::string::npos; }, time);
}

std::string Terminal::tmux(const std::vector<std::string>& arguments) const {
  std::vector<std::string> argv{"tmux", "-S", socket_};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  Program program(home_, argv, variables_, directory_);
  return program.wait().out;
}

bool skip_without_tmux(const char* test) {
  for (const char* folder : {"/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin"}) {
    if (std::filesystem::exists(std::string(folder) + "/tmux")) return false;
  }
  std::cout << "skipped: " << test << ": tmux is not installed (packaging/bootstrap does that)\n";
  return true;
}

}  // namespace edgee::play

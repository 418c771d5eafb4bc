// A program run by a test: without a terminal, its output collected in files. Ended with the test
// at the latest. One thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/support/play_home.h"

namespace edgee::play {

inline constexpr std::chrono::milliseconds kLong{20'000};

struct Finished {
  int code = -1;  // as a shell gives it (128 + signal); -1: it did not end in time
  std::string out;
  std::string err;
};

class Program {
 public:
  // `argv[0]` is looked up in the variables' PATH unless it has a slash. Runs in `directory`, in a
  // process group of its own.
  Program(const Home& home, const std::vector<std::string>& argv, const Variables& variables,
          const std::string& directory);
  // SIGKILL to its group when it still runs.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] std::string out() const { return read_whole_file(out_); }
  [[nodiscard]] std::string err() const { return read_whole_file(err_); }
  void signal(int number) const;
  Finished wait(std::chrono::milliseconds time = kLong);

 private:
  std::string out_;
  std::string err_;
  pid_t pid_ = -1;
  bool ended_ = false;
  int status_ = 0;
};

// Looks again and again until it is true; false when the time is over.
template <class Condition>
bool eventually(const Condition& condition, std::chrono::milliseconds time = kLong);

[[nodiscard]] bool is_running(pid_t pid);
void pause_briefly();

template <class Condition>
bool eventually(const Condition& condition, std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    pause_briefly();
  }
  return true;
}

}  // namespace edgee::play

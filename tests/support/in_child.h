// Runs a function in a forked process and gives what it returned: for what would change or end the
// test itself (signals, users, limits, mounts). The test must have no other threads then.
#pragma once

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace edgee {

// A process running `work`; its pid, and the pipe its answer comes through.
class InChild {
 public:
  explicit InChild(const std::function<std::string()>& work) {
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0) return;
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(ends[0]);
      // doctest's handlers report a crash; here these signals are part of the play.
      for (const int signal : {SIGINT, SIGTERM})
        ::signal(signal, SIG_DFL);
      const std::string answer = work();
      [[maybe_unused]] const ssize_t written = ::write(ends[1], answer.data(), answer.size());
      ::_exit(0);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
  }
  ~InChild() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
    ::close(pipe_);
  }
  InChild(const InChild&) = delete;
  InChild& operator=(const InChild&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  // What it returned; waits for its end. One that did not end well says how.
  std::string answer() {
    std::string text;
    char bytes[4096];
    while (true) {
      const ssize_t got = ::read(pipe_, bytes, sizeof(bytes));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      text.append(bytes, static_cast<std::size_t>(got));
    }
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    if (WIFSIGNALED(status)) return "ended by signal " + std::to_string(WTERMSIG(status));
    return text;
  }

 private:
  pid_t pid_ = -1;
  int pipe_ = -1;
};

inline std::string in_child(const std::function<std::string()>& work) {
  return InChild(work).answer();
}

inline constexpr uid_t kNobody = 65534;

// The directory and all in it to whoever in_child_without_rights() runs as; false when that failed.
[[nodiscard]] inline bool give_to_nobody(const std::string& directory) {
  if (::geteuid() != 0) return true;
  bool given = ::lchown(directory.c_str(), kNobody, kNobody) == 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    given = ::lchown(entry.path().c_str(), kNobody, kNobody) == 0 && given;
  }
  return given;
}

// For checks that root would pass: the same as somebody without rights.
inline std::string in_child_without_rights(const std::function<std::string()>& work) {
  return in_child([&work] {
    if (::geteuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) {
      return std::string("cannot become somebody else");
    }
    return work();
  });
}

}  // namespace edgee

#include "platform/processes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/text.h"
#include "platform/capture.h"
#include "platform/filter.h"
#include "platform/foreground.h"
#include "platform/stop_signal.h"

namespace edgee {
namespace {

bool is_program(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         ::access(path.c_str(), X_OK) == 0;
}

std::string absolute(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> full(::realpath(".", nullptr), std::free);
  return path.starts_with('/') || !full ? path : std::string(full.get()) + "/" + path;
}

// The number in "pid:[4026531836]"; "" where there are no namespaces.
std::string own_namespace() {
  std::array<char, 64> link{};
  const ssize_t length = ::readlink("/proc/self/ns/pid", link.data(), link.size());
  const std::string_view text(link.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
  const std::size_t from = std::min(text.find_first_of("0123456789"), text.size());
  const std::size_t to = std::min(text.find_first_not_of("0123456789", from), text.size());
  return std::string(text.substr(from, to - from));
}

class PosixProcesses : public Processes {
 public:
  explicit PosixProcesses(StartState start) : start_(std::move(start)) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing of ours changes the environment
    const char* path = std::getenv("PATH");
    path_ = path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
  }

  Result<Secret> capture(const std::vector<std::string>& argv, Duration timeout,
                         std::stop_token stop) override {
    if (argv.empty()) return fail("the credential command is empty");
    const std::string program = find_program(argv.front());
    if (program.empty()) {
      return fail("the credential command " + argv.front() + " was not found",
                  "install it, or give its full path");
    }
    return capture_line(start_, program, argv, timeout, stop);
  }

  Result<std::string> filter(const std::string& command, std::string_view input,
                             Duration timeout) override {
    return filter_text(start_, command, input, timeout);
  }

  Result<int> run_foreground(const ForegroundRun& run,
                             const std::function<void()>& on_started) override {
    return run_in_foreground(start_, run, on_started);
  }

  void wait_for_stop_signal(const std::function<void()>& on_ready) override {
    wait_for_signal_to_stop(on_ready);
  }

  [[nodiscard]] std::string own_mark() const override {
    return std::to_string(::getpid()) + "." + own_namespace();
  }

  [[nodiscard]] bool has_ended(std::string_view mark) const override {
    const std::size_t dot = mark.find('.');
    const long long id = parse_number(mark.substr(0, dot));
    if (dot == std::string_view::npos || id <= 0) return false;
    if (mark.substr(dot + 1) != own_namespace()) return false;
    return ::kill(static_cast<pid_t>(id), 0) != 0 && errno == ESRCH;
  }

  [[nodiscard]] std::string find_program(const std::string& name) override {
    if (name.empty()) return "";
    if (name.find('/') != std::string::npos) return is_program(name) ? absolute(name) : "";
    for (const std::string_view directory : split(path_, ':')) {
      const std::string path = (directory.empty() ? "." : std::string(directory)) + "/" + name;
      if (is_program(path)) return absolute(path);
    }
    return "";
  }

 private:
  StartState start_;
  std::string path_;
};

}  // namespace

std::unique_ptr<Processes> make_processes(StartState start) {
  return std::make_unique<PosixProcesses>(std::move(start));
}

Result<int> run_editor(Processes& processes, const std::map<std::string, std::string>& environment,
                       const std::string& file) {
  std::string editor = "vi";
  for (const char* variable : {"EDITOR", "VISUAL"}) {
    const auto found = environment.find(variable);
    if (found != environment.end() && !found->second.empty()) editor = found->second;
  }
  // Through a shell, as git does it: the value may hold arguments ("code --wait").
  const ForegroundRun run{.program = "/bin/sh",
                          .arguments = {"-c", editor + " \"$1\"", "edgee", file},
                          .environment = environment,
                          .directory = {},
                          .output_file = {},
                          .error_file = {},
                          .reads_nothing = false};
  auto code = processes.run_foreground(run, {});
  if (code && *code == 127) {
    return fail("the editor " + editor + " was not found", "set EDITOR to one you have");
  }
  return code;
}

}  // namespace edgee

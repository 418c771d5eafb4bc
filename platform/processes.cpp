#include "platform/processes.h"

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

  [[nodiscard]] int own_id() const override { return ::getpid(); }

  [[nodiscard]] bool is_running(int id) const override {
    return id > 0 && (::kill(id, 0) == 0 || errno == EPERM);
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

// Other programs: a credential command that prints a key, and the agent in the foreground.
#pragma once

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/time.h"

namespace edgee {

struct ForegroundRun {
  std::string program;                 // absolute path
  std::vector<std::string> arguments;  // without argv[0]
  std::map<std::string, std::string> environment;
  std::string directory;       // where it runs; "" = here
  std::string output_file;     // where its stdout goes, anew; "" = ours
  std::string error_file;      // the same for its stderr
  bool reads_nothing = false;  // instead of our stdin
};

class Processes {
 public:
  Processes() = default;
  Processes(const Processes&) = delete;
  Processes& operator=(const Processes&) = delete;
  virtual ~Processes() = default;

  // The first line of stdout of `argv`, run without a shell and with stdin closed. Its stderr goes
  // to ours only when it fails. An error names the program, never what it printed.
  virtual Result<Secret> capture(const std::vector<std::string>& argv, Duration timeout,
                                 std::stop_token stop) = 0;

  // What `command` prints when a shell runs it with `input` on its stdin; its stderr is dropped. An
  // error when it fails, prints more than 64 KiB or takes longer than `timeout`: then it is killed
  // with all it started.
  virtual Result<std::string> filter(const std::string& command, std::string_view input,
                                     Duration timeout) = 0;

  // Runs the agent on our terminal in our process group and waits: the exit code as a shell would
  // give it (128 + signal). Signals meant for the agent reach it; when we die, it dies.
  // `on_started` is called once it runs.
  virtual Result<int> run_foreground(const ForegroundRun& run,
                                     const std::function<void()>& on_started) = 0;

  // Waits until SIGINT, SIGTERM or SIGHUP asks this process to end (`edgee proxy`). `on_ready` is
  // called once these are heard: who learns then that we serve may end us at once.
  virtual void wait_for_stop_signal(const std::function<void()>& on_ready) = 0;

  // Names this process for others: "4711.4026531836", its id and the namespace of its id.
  [[nodiscard]] virtual std::string own_mark() const = 0;
  // Whether the process of that mark has ended for sure: not when it is of another namespace (a
  // container that shares the home), and not when its id is another program's by now.
  [[nodiscard]] virtual bool has_ended(std::string_view mark) const = 0;

  // The absolute path of a program by $PATH, or "".
  [[nodiscard]] virtual std::string find_program(const std::string& name) = 0;
};

}  // namespace edgee

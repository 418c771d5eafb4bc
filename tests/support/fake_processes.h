// Programs that a test plays. Safe from any thread except for the public members.
#pragma once

#include <mutex>
#include <utility>

#include "core/ports/processes.h"

namespace edgee {

class FakeProcesses : public Processes {
 public:
  // What `on_capture` gives, else an empty line. The argv is recorded.
  Result<Secret> capture(const std::vector<std::string>& argv, Duration timeout,
                         std::stop_token stop) override {
    (void)timeout;
    {
      const std::lock_guard lock(mutex_);
      captures_.push_back(argv);
    }
    if (stop.stop_requested()) return fail("stopped");
    return on_capture ? on_capture(argv) : Result<Secret>(Secret());
  }
  // What `on_filter` gives, else nothing at all.
  Result<std::string> filter(const std::string& command, std::string_view input,
                             Duration timeout) override {
    (void)timeout;
    return on_filter ? on_filter(command, input) : Result<std::string>(std::string());
  }
  // Calls `on_started`, then `on_run` (as the agent would run), and gives its exit code.
  Result<int> run_foreground(const ForegroundRun& run,
                             const std::function<void()>& on_started) override {
    {
      const std::lock_guard lock(mutex_);
      runs_.push_back(run);
    }
    if (on_started) on_started();
    return on_run ? on_run(run) : Result<int>(0);
  }
  // As if a signal had come already.
  void wait_for_stop_signal(const std::function<void()>& on_ready) override { on_ready(); }
  [[nodiscard]] std::string own_mark() const override { return "1.0"; }
  [[nodiscard]] bool has_ended(std::string_view mark) const override { return ended == mark; }
  [[nodiscard]] std::string find_program(const std::string& name) override {
    const auto found = programs.find(name);
    return found == programs.end() ? std::string() : found->second;
  }

  [[nodiscard]] std::vector<std::vector<std::string>> captures() const {
    const std::lock_guard lock(mutex_);
    return captures_;
  }
  [[nodiscard]] std::vector<ForegroundRun> runs() const {
    const std::lock_guard lock(mutex_);
    return runs_;
  }

  std::function<Result<Secret>(const std::vector<std::string>&)> on_capture;
  std::function<Result<std::string>(const std::string&, std::string_view)> on_filter;
  std::function<Result<int>(const ForegroundRun&)> on_run;
  std::map<std::string, std::string> programs;  // name -> absolute path
  std::string ended;                            // the mark of a process that has ended

 private:
  mutable std::mutex mutex_;
  std::vector<std::vector<std::string>> captures_;
  std::vector<ForegroundRun> runs_;
};

}  // namespace edgee

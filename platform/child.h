// Starting one program by fork and exec. Used by capture.cpp and foreground.cpp.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/base/result.h"
#include "platform/http/unique_fd.h"
#include "platform/start_state.h"

namespace edgee {

struct ChildProgram {
  std::string path;
  std::vector<std::string> argv;
  const std::map<std::string, std::string>* environment = nullptr;  // nullptr: ours
  int in = -1;                                                      // become 0, 1 and 2; -1: ours
  int out = -1;
  int err = -1;
  std::string directory;     // "" = ours
  bool own_session = false;  // no terminal, and a process group that can be ended as a whole
};

// Both ends close at exec.
struct Pipe {
  UniqueFd read;
  UniqueFd write;
};
[[nodiscard]] Result<Pipe> make_pipe();

// The pid once exec succeeded. The child gets SIGTERM when the calling thread ends.
[[nodiscard]] Result<pid_t> start_child(const StartState& start, const ChildProgram& program);

}  // namespace edgee

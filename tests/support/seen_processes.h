// What any program of this user can see of the others: their command lines, and the environment of
// those with a given HOME. Linux.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include "tests/support/play_home.h"

namespace edgee::play {

struct SeenProcesses {
  std::string every_argv;   // a word a line
  std::string environment;  // of the processes of that home: a variable a line
};

inline std::string in_lines(std::string text) {
  for (char& c : text)
    c = c == '\0' ? '\n' : c;
  return text;
}

inline SeenProcesses look_at_processes(const Home& home) {
  SeenProcesses seen;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    const std::string path = entry.path().string();
    if (path.find_first_not_of("0123456789", 6) != std::string::npos) continue;
    seen.every_argv += in_lines(read_whole_file(path + "/cmdline"));
    const std::string environment = in_lines(read_whole_file(path + "/environ"));
    if (environment.find("HOME=" + home.path() + "\n") != std::string::npos) {
      seen.environment += environment;
    }
  }
  return seen;
}

// The value of the last such variable that begins with `start`; "" = none does.
inline std::string variable_seen(const SeenProcesses& seen, const std::string& name,
                                 const std::string& start) {
  const std::size_t at = seen.environment.rfind("\n" + name + "=" + start);
  if (at == std::string::npos) return "";
  const std::size_t from = at + name.size() + 2;
  return seen.environment.substr(from, seen.environment.find('\n', from) - from);
}

}  // namespace edgee::play

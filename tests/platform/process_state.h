// What the kernel says of a process.
#pragma once

#include <csignal>
#include <fstream>
#include <string>

#include <sys/types.h>

namespace edgee {

// 'R', 'S', 'T' (stopped), 'Z'...; 0 when there is no such process.
inline char process_state(pid_t process) {
  std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(stat, line);
  const std::size_t end = line.rfind(") ");
  return end == std::string::npos ? '\0' : line[end + 2];
}

inline bool is_gone(pid_t process) {
  const char state = process_state(process);
  return state == '\0' || state == 'Z';
}

// The word behind "Name:" in /proc/<pid>/status text.
inline std::string status_field(const std::string& text, const std::string& name) {
  const std::size_t at = text.find(name + ":");
  if (at == std::string::npos) return "";
  const std::size_t begin = text.find_first_not_of(" \t", at + name.size() + 1);
  return text.substr(begin, text.find('\n', begin) - begin);
}

inline std::string file_text(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A number that a script wrote into a file, 0 while there is none.
inline pid_t number_in(const std::string& path) {
  pid_t number = 0;
  std::ifstream(path) >> number;
  return number;
}

}  // namespace edgee

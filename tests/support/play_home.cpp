#include "tests/support/play_home.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include <stdlib.h>

namespace edgee::play {
namespace {

namespace fs = std::filesystem;

std::string temp_root() {
  const char* given = std::getenv("TMPDIR");
  return given == nullptr || *given == 0 ? "/tmp" : given;
}

}  // namespace

Home::Home() {
  std::string name = temp_root() + "/edgee-play-XXXXXX";
  path_ = ::mkdtemp(name.data()) == nullptr ? "/nonexistent" : fs::canonical(name).string();
  std::error_code ignored;
  fs::create_directories(in("bin"), ignored);
  fs::create_directories(in("work"), ignored);
}

Home::~Home() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Home::write(const std::string& name, std::string_view text) const {
  const fs::path path = in(name);
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

void Home::write_program(const std::string& name, std::string_view text) const {
  write(name, text);
  std::error_code ignored;
  fs::permissions(in(name), fs::perms::owner_all, ignored);
}

void Home::link(const std::string& name, const std::string& target) const {
  std::error_code ignored;
  fs::create_symlink(target, in(name), ignored);
}

std::string Home::read(const std::string& name) const {
  return read_whole_file(in(name));
}

std::vector<std::string> Home::lines(const std::string& name) const {
  std::istringstream text(read(name));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);)
    lines.push_back(line);
  return lines;
}

Variables Home::environment() const {
  Variables variables{{"HOME", path_},
                      {"XDG_CONFIG_HOME", in(".config")},
                      {"XDG_STATE_HOME", in(".local/state")},
                      {"XDG_CACHE_HOME", in(".cache")},
                      {"LANG", "C.UTF-8"},
                      {"TERM", "xterm-256color"},
                      {"TMPDIR", temp_root()},
                      {"DBUS_SESSION_BUS_ADDRESS", "disabled:"}};
  const char* path = std::getenv("PATH");
  variables["PATH"] = in("bin") + ":" + (path == nullptr ? "/usr/bin:/bin" : path);
  for (const char* name : {"ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) variables[name] = value;
  }
  return variables;
}

std::string read_whole_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace edgee::play

#include "tests/support/play_program.h"

#include <atomic>
#include <filesystem>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace edgee::play {
namespace {

std::string look_up(const std::string& name, const Variables& variables) {
  if (name.find('/') != std::string::npos) return name;
  const auto path = variables.find("PATH");
  std::istringstream folders(path == variables.end() ? "/usr/bin:/bin" : path->second);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string candidate = folder + "/" + name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return name;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::string new_output_name(const Home& home, const char* kind) {
  static std::atomic<int> count{0};
  return home.in(std::string(kind) + std::to_string(++count));
}

}  // namespace

Program::Program(const Home& home, const std::vector<std::string>& argv, const Variables& variables,
                 const std::string& directory)
    : out_(new_output_name(home, "out-")), err_(new_output_name(home, "err-")) {
  std::vector<std::string> words = argv;
  std::vector<std::string> settings;
  for (const auto& [name, value] : variables)
    settings.push_back(name + "=" + value);
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> environment = pointers(settings);

  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, out_.c_str(), kWrite, 0600);
  ::posix_spawn_file_actions_addopen(&files, 2, err_.c_str(), kWrite, 0600);
  ::posix_spawn_file_actions_addchdir_np(&files, directory.c_str());
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  sigset_t none;
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  const std::string program = look_up(words.front(), variables);
  if (::posix_spawn(&pid_, program.c_str(), &files, &attributes, arguments.data(),
                    environment.data()) != 0) {
    pid_ = -1;
    ended_ = true;
    status_ = 127 << 8;
  }
  ::posix_spawn_file_actions_destroy(&files);
  ::posix_spawnattr_destroy(&attributes);
}

Program::~Program() {
  if (ended_ || pid_ <= 0) return;
  ::kill(-pid_, SIGKILL);
  ::waitpid(pid_, &status_, 0);
}

void Program::signal(int number) const {
  if (pid_ > 0 && !ended_) ::kill(pid_, number);
}

Finished Program::wait(std::chrono::milliseconds time) {
  if (!ended_) {
    ended_ = eventually([this] { return ::waitpid(pid_, &status_, WNOHANG) == pid_; }, time);
  }
  Finished finished;
  if (ended_) {
    finished.code = WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
  }
  finished.out = out();
  finished.err = err();
  return finished;
}

bool is_running(pid_t pid) {
  if (pid <= 0 || ::kill(pid, 0) != 0) return false;
  // A zombie has ended: somebody only has not looked yet.
  const std::string status = read_whole_file("/proc/" + std::to_string(pid) + "/stat");
  const std::size_t name_end = status.rfind(") ");
  return name_end == std::string::npos || status[name_end + 2] != 'Z';
}

void pause_briefly() {
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

}  // namespace edgee::play

// Stands in for the agent in the launch row: writes the moment its main() began and ends.
// It is linked or copied as `claude`, first in PATH; BENCH_STAMP names the file to write.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char** argv) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (argc > 1 && std::strcmp(argv[1], "--version") == 0) {
    std::puts("2.1.197 (Claude Code)");
    return 0;
  }
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the only thread
  const char* const path = std::getenv("BENCH_STAMP");
  if (path == nullptr) return 2;
  const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return 3;
  const bool written = dprintf(file, "%lld\n", now.tv_sec * 1'000'000'000LL + now.tv_nsec) > 0;
  close(file);
  return written ? 0 : 4;
}

// Threads that grow with the number of connections and sleep between them. Thread-safe; holds its
// own mutex, and runs no job under it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace edgee {

class ConnectionThreads {
 public:
  explicit ConnectionThreads(std::size_t most) : most_(most) {}
  ConnectionThreads(const ConnectionThreads&) = delete;
  ConnectionThreads& operator=(const ConnectionThreads&) = delete;
  ~ConnectionThreads() { join(); }

  // False, and the job is not taken, when all threads are busy and there may be no more.
  [[nodiscard]] bool run(const std::function<void()>& job);
  // Waits for the jobs at work; none is taken afterwards.
  void join();

 private:
  void work();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::size_t idle_ = 0;
  bool closed_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace edgee

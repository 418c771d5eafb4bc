#include "platform/http/connection_threads.h"

#include <utility>

namespace edgee {

bool ConnectionThreads::run(const std::function<void()>& job) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  if (idle_ <= jobs_.size()) {
    if (threads_.size() >= most_) return false;
    threads_.emplace_back([this] { work(); });
  }
  jobs_.push_back(job);
  changed_.notify_one();
  return true;
}

void ConnectionThreads::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    --idle_;
    if (jobs_.empty()) return;
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
}

void ConnectionThreads::join() {
  std::vector<std::jthread> threads;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    threads.swap(threads_);
  }
  changed_.notify_all();
}

}  // namespace edgee

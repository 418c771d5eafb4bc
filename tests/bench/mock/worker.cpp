#include "tests/bench/mock/worker.h"

#include <algorithm>
#include <array>
#include <span>

#include <sys/epoll.h>
#include <time.h>

namespace edgee::bench {
namespace {

constexpr std::size_t kBufferSize = std::size_t{256} * 1024;
constexpr std::int64_t kNsPerSecond = 1'000'000'000;

void watch(const UniqueFd& epoll, int operation, Connection& connection, bool for_write) {
  epoll_event event{};
  event.events = EPOLLIN | (for_write ? EPOLLOUT : 0U);
  event.data.ptr = &connection;
  require(epoll_ctl(epoll.get(), operation, connection.fd(), &event) == 0, "epoll_ctl");
}

}  // namespace

Worker::Worker(Journal& journal)
    : journal_(journal), epoll_(epoll_create1(EPOLL_CLOEXEC)), buffer_(kBufferSize) {}

void Worker::run() {
  while (true) {
    wait_and_serve();
    send_due_events();
  }
}

void Worker::adopt(UniqueFd fd, Role role) {
  auto connection = std::make_unique<Connection>(std::move(fd), role, journal_);
  Connection* const key = connection.get();
  const std::lock_guard lock(mutex_);
  states_[key].connection = std::move(connection);
  watch(epoll_, EPOLL_CTL_ADD, *key, false);
}

void Worker::wait_and_serve() {
  timespec wait{};
  if (!schedule_.empty()) {
    const std::int64_t left = std::max<std::int64_t>(schedule_.begin()->first - now_ns(), 0);
    wait = {.tv_sec = left / kNsPerSecond, .tv_nsec = left % kNsPerSecond};
  }
  std::array<epoll_event, 256> events{};
  const int count = epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                 schedule_.empty() ? nullptr : &wait, nullptr);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events.at(static_cast<std::size_t>(i));
    serve(state_of(static_cast<Connection*>(event.data.ptr)), event.events);
  }
}

void Worker::serve(State& state, std::uint32_t events) {
  bool alive = true;
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
    alive = state.connection->on_readable(buffer_);
  if (alive && (events & EPOLLOUT) != 0) alive = state.connection->on_writable();
  settle(state, alive);
}

void Worker::send_due_events() {
  const std::int64_t now = now_ns();
  while (!schedule_.empty() && schedule_.begin()->first <= now) {
    State& state = *schedule_.begin()->second;
    settle(state, state.connection->on_due(now));
  }
}

void Worker::settle(State& state, bool alive) {
  const std::int64_t due = alive ? state.connection->due().value_or(0) : 0;
  if (state.scheduled_ns != due) {
    if (state.scheduled_ns != 0) schedule_.erase({state.scheduled_ns, &state});
    if (due != 0) schedule_.insert({due, &state});
    state.scheduled_ns = due;
  }
  const bool wants_to_write = alive && state.connection->wants_to_write();
  if (!alive) {
    const std::lock_guard lock(mutex_);
    states_.erase(state.connection.get());
  } else if (state.watches_write != wants_to_write) {
    state.watches_write = wants_to_write;
    watch(epoll_, EPOLL_CTL_MOD, *state.connection, wants_to_write);
  }
}

Worker::State& Worker::state_of(Connection* connection) {
  const std::lock_guard lock(mutex_);
  return states_[connection];  // nodes stay where they are when others come and go
}

}  // namespace edgee::bench

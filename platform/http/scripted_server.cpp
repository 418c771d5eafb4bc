#include "platform/http/scripted_server.h"

#include <cstddef>
#include <mutex>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include "platform/http/connection_threads.h"
#include "platform/http/loopback_listener.h"
#include "platform/http/play_connection.h"

namespace edgee {
namespace {

constexpr std::size_t kMostConnections = 4096;

class Stage : public ScriptedServer {
 public:
  Stage(LoopbackListener listener, script::Answerer answerer)
      : listener_(std::move(listener)),
        answerer_(std::move(answerer)),
        threads_(kMostConnections),
        acceptor_([this] { accept_until_stopped(); }) {}
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage() override {
    stop_.raise();
    acceptor_.join();
    threads_.join();
  }

  [[nodiscard]] std::uint16_t port() const override { return listener_.port; }
  [[nodiscard]] std::vector<script::Received> received() const override {
    const std::lock_guard lock(mutex_);
    return received_;
  }
  [[nodiscard]] int abandoned() const override {
    const std::lock_guard lock(mutex_);
    return abandoned_;
  }

 private:
  void accept_until_stopped();
  void serve(int socket);
  script::Play cast(script::Received request);

  const LoopbackListener listener_;
  const script::Answerer answerer_;
  Wakeup stop_;
  mutable std::mutex mutex_;
  std::vector<script::Received> received_;
  int abandoned_ = 0;
  ConnectionThreads threads_;
  std::jthread acceptor_;
};

void Stage::accept_until_stopped() {
  while (wait_for(listener_.socket.get(), POLLIN, stop_, TimePoint::max()) == Waited::ready) {
    const int socket = ::accept(listener_.socket.get(), nullptr, nullptr);
    if (socket < 0) continue;
    if (!threads_.run([this, socket] { serve(socket); })) ::close(socket);
  }
}

void Stage::serve(int socket) {
  UniqueFd owned(socket);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  PlayConnection connection(std::move(owned), stop_);
  const auto caster = [this](script::Received request) { return cast(std::move(request)); };
  PlayConnection::Ending ending = PlayConnection::Ending::again;
  while (ending == PlayConnection::Ending::again && !stop_.raised()) {
    ending = connection.serve_one(caster);
  }
  if (ending != PlayConnection::Ending::abandoned) return;
  const std::lock_guard lock(mutex_);
  ++abandoned_;
}

script::Play Stage::cast(script::Received request) {
  {
    const std::lock_guard lock(mutex_);
    request.number = static_cast<int>(received_.size()) + 1;
    received_.push_back(request);
  }
  return answerer_(request);
}

// Bound, so that nobody else gets the port, and never listening.
class EmptyStage : public ScriptedServer {
 public:
  explicit EmptyStage(LoopbackListener listener) : listener_(std::move(listener)) {}
  [[nodiscard]] std::uint16_t port() const override { return listener_.port; }
  [[nodiscard]] std::vector<script::Received> received() const override { return {}; }
  [[nodiscard]] int abandoned() const override { return 0; }

 private:
  const LoopbackListener listener_;
};

class Stages : public ScriptedServers {
 public:
  Result<std::unique_ptr<ScriptedServer>> open(script::Answerer answerer) override {
    auto listener = bind_loopback();
    if (!listener || ::listen(listener->socket.get(), SOMAXCONN) != 0) return cannot_listen();
    return std::make_unique<Stage>(std::move(*listener), std::move(answerer));
  }
  Result<std::unique_ptr<ScriptedServer>> open_refusing() override {
    auto listener = bind_loopback();
    if (!listener) return cannot_listen();
    return std::make_unique<EmptyStage>(std::move(*listener));
  }

 private:
  static tl::unexpected<Error> cannot_listen() { return fail("cannot listen on 127.0.0.1"); }
};

}  // namespace

std::unique_ptr<ScriptedServers> make_scripted_servers() {
  return std::make_unique<Stages>();
}

}  // namespace edgee

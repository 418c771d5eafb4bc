#include "platform/http/agent_server.h"

#include <atomic>
#include <csignal>
#include <future>
#include <thread>

#include <fcntl.h>
#include <httplib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "platform/http/agent_connection.h"
#include "platform/http/connection_threads.h"

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error "compile with the flags of `pkg-config cpp-httplib`: its classes change size with them"
#endif

namespace edgee {
namespace {

constexpr int kBacklog = 1024;
constexpr Duration kRebindPause{20};

void set_option(int socket, int level, int name) {
  const int on = 1;
  ::setsockopt(socket, level, name, &on, sizeof on);
}

// Requests of some hundred KB come and go. Given back to the kernel each time, their memory would
// be cleared and mapped anew for each.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 2 * 1024 * 1024;  // per arena, of which there are at most 8 per core
  // NOLINTBEGIN(concurrency-mt-unsafe): no other thread of ours runs before the server
  ::mallopt(M_TRIM_THRESHOLD, kKept);
  ::mallopt(M_MMAP_THRESHOLD, kKept);
  // NOLINTEND(concurrency-mt-unsafe)
#endif
}

// httplib makes a task queue per listen() call and joins it when that ends; ours lives longer.
class Queue : public httplib::TaskQueue {
 public:
  explicit Queue(ConnectionThreads& threads) : threads_(&threads) {}
  void enqueue(std::function<void()> job) override {
    // On this thread, the accepting one, a connection is turned away.
    if (!threads_->run(job)) job();
  }
  void shutdown() override {}

 private:
  ConnectionThreads* threads_;
};

class AgentServer : public HttpServer, private httplib::Server {
 public:
  explicit AgentServer(const ServerLimits& limits)
      : limits_(limits), threads_(limits.connections) {}
  AgentServer(const AgentServer&) = delete;
  AgentServer& operator=(const AgentServer&) = delete;
  ~AgentServer() override { AgentServer::stop(); }

  edgee::Result<std::uint16_t> start(HttpHandler& handler) override;
  void stop() override;

 private:
  bool process_and_close_socket(socket_t socket) override;
  void accept_until_stopped();

  const ServerLimits limits_;
  HttpHandler* handler_ = nullptr;
  Wakeup stop_;
  ConnectionThreads threads_;
  int port_ = 0;
  std::promise<void> accepting_;
  std::promise<void> stopped_;
  std::thread::id accepting_thread_;
  std::jthread acceptor_;
};

edgee::Result<std::uint16_t> AgentServer::start(HttpHandler& handler) {
  handler_ = &handler;
  set_socket_options([](socket_t socket) {
    // Not SO_REUSEPORT, httplib's default: another process could take half of our connections.
    set_option(socket, SOL_SOCKET, SO_REUSEADDR);
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  });
  set_idle_interval(0, 0);
  keep_freed_memory();
  port_ = bind_to_any_port("127.0.0.1");
  if (port_ <= 0 || stop_.fd() < 0) return fail("cannot listen on 127.0.0.1");
  ::listen(svr_sock_, kBacklog);  // httplib's own is 5
  new_task_queue = [this, first = true]() mutable {
    if (std::exchange(first, false)) accepting_.set_value();
    return std::make_unique<Queue>(threads_).release();  // httplib deletes it
  };
  acceptor_ = std::jthread([this] { accept_until_stopped(); });
  accepting_.get_future().wait();
  return static_cast<std::uint16_t>(port_);
}

void AgentServer::accept_until_stopped() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);  // also for the threads started from here
  accepting_thread_ = std::this_thread::get_id();
  while (!stop_.raised()) {
    listen_after_bind();
    // httplib gives up at the first odd error of accept(); the agent knows one port only.
    while (!stop_.raised() && !bind_to_port("127.0.0.1", port_)) {
      [[maybe_unused]] const Waited waited = wait_for(-1, 0, stop_, from_now(kRebindPause));
    }
    ::listen(svr_sock_, kBacklog);
  }
  stopped_.set_value();
}

void AgentServer::stop() {
  if (!acceptor_.joinable()) return;
  stop_.raise();
  const auto stopped = stopped_.get_future();
  // Between two listen() calls httplib takes no notice of its stop().
  do {
    httplib::Server::stop();
  } while (stopped.wait_for(kRebindPause) != std::future_status::ready);
  acceptor_.join();
  threads_.join();
}

bool AgentServer::process_and_close_socket(socket_t socket) {
  UniqueFd owned(socket);
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  set_option(socket, IPPROTO_TCP, TCP_NODELAY);
  AgentConnection connection(std::move(owned), *handler_, limits_, stop_);
  if (std::this_thread::get_id() == accepting_thread_) {
    connection.turn_away();
  } else {
    connection.serve();
  }
  return true;
}

}  // namespace

std::unique_ptr<HttpServer> make_agent_server(ServerLimits limits) {
  return std::make_unique<AgentServer>(limits);
}

}  // namespace edgee

// An agent server with a handler made of lambdas, for tests.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "platform/http/agent_server.h"
#include "tests/platform/http/raw_peer.h"

namespace edgee::test {

class LambdaHandler : public HttpHandler {
 public:
  using Admit = std::function<std::optional<PlainReply>(const RequestHead&)>;
  using Handle = std::function<void(const RequestHead&, const std::string&, ReplySink&)>;

  explicit LambdaHandler(Handle handle, Admit admit = nullptr)
      : handle_(std::move(handle)), admit_(std::move(admit)) {}
  std::optional<PlainReply> admit(const RequestHead& head) override {
    return admit_ ? admit_(head) : std::nullopt;
  }
  void handle(RequestHead head, std::string body, ReplySink& sink) override {
    handle_(head, body, sink);
  }

 private:
  Handle handle_;
  Admit admit_;
};

// Started; stopped at the end of the test.
class Served {
 public:
  explicit Served(LambdaHandler::Handle handle, LambdaHandler::Admit admit = nullptr,
                  const ServerLimits& limits = {})
      : handler_(std::move(handle), std::move(admit)), server_(make_agent_server(limits)) {
    port_ = server_->start(handler_).value_or(0);
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] RawPeer connect() const { return RawPeer::connect(port_); }
  void stop() { server_->stop(); }

 private:
  LambdaHandler handler_;
  std::unique_ptr<HttpServer> server_;
  std::uint16_t port_ = 0;
};

inline void reply_with(ReplySink& sink, std::string_view body) {
  sink.start(200, {}, body.size(), body);
  sink.finish();
}

}  // namespace edgee::test

// The answer to one request, written straight to the agent's socket. Belongs to one thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/ports/http_server.h"
#include "platform/http/response_head.h"
#include "platform/http/wire.h"

namespace edgee {

class SocketReply : public ReplySink {
 public:
  struct Manner {
    bool head_only = false;  // HEAD: no body whatever the head says
    bool http_1_0 = false;   // knows no chunks
    bool keep_alive = true;
    Duration write_silence{0};
  };
  SocketReply(Wire& wire, const Manner& manner) : wire_(&wire), manner_(manner) {}

  bool start(int status, const HeaderList& headers, std::optional<std::size_t> length,
             std::string_view first) override;
  bool write(std::string_view bytes) override;
  bool finish() override;
  void abort() override;
  [[nodiscard]] HangUpHandle hang_up() const override { return {wire_->fd()}; }

  [[nodiscard]] bool started() const { return state_ != State::fresh; }
  // The connection may serve another request.
  [[nodiscard]] bool reusable() const { return state_ == State::finished && manner_.keep_alive; }
  // Finished, or broken off already: nothing is left to do.
  [[nodiscard]] bool over() const { return state_ == State::finished || state_ == State::gone; }

 private:
  enum class State { fresh, open, finished, gone };

  [[nodiscard]] BodyEnd body_end(int status, bool has_length) const;
  bool send_body(std::string_view head, std::string_view bytes);

  Wire* wire_;
  Manner manner_;
  State state_ = State::fresh;
  BodyEnd end_ = BodyEnd::no_body;
  std::size_t left_ = 0;  // of a body with a length
};

}  // namespace edgee

// The agent's side of one request: nothing is sent until there is something true to say, or until
// the agent would lose patience; then an early head. Whenever it has heard nothing for a while, a
// keep-alive. One thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/dialect/dialect.h"
#include "core/model/agent_profile.h"
#include "core/ports/http_server.h"
#include "core/proxy/splice.h"

namespace edgee {

class AgentReply {
 public:
  // References outlive the object. `began` is when the request came in.
  AgentReply(ReplySink& sink, const AgentProfile& agent, Splice& splice, const Dialect& dialect,
             bool stream, TimePoint began);

  // Whose answer this is, and until its first content perhaps another one's as well.
  void follow(Splice& splice) { splices_ = {&splice, nullptr}; }
  void follow_too(Splice& splice) { splices_[1] = &splice; }

  // When the agent must hear something even though there is nothing to say; nullopt: never.
  [[nodiscard]] std::optional<TimePoint> next_duty() const;
  void do_duty(TimePoint now);

  // The answer begins. After an early head only `first` is sent. Without `length`: chunked.
  void commit(int status, const HeaderList& headers, std::optional<std::size_t> length,
              std::string_view first, TimePoint now);
  // `progress`: more than pings.
  void write(std::string_view bytes, TimePoint now, bool progress = true);
  void finish();
  // Cuts the connection, so that a cut stays a cut.
  void abort();
  // A whole error answer; behind a head that is out only an event fits: `event`, or one that is
  // made of the message.
  void error(int status, const HeaderList& headers, std::string_view body,
             std::optional<FailureKind> kind, std::string_view message,
             std::string_view event = {});

  // The agent has a head, be it an early one.
  [[nodiscard]] bool begun() const { return early_ || committed_; }
  // An answer has begun.
  [[nodiscard]] bool committed() const { return committed_; }
  [[nodiscard]] bool gone() const { return gone_; }

 private:
  void send(std::string_view bytes);

  ReplySink& sink_;
  const AgentProfile& agent_;
  std::array<Splice*, 2> splices_;
  const Dialect& dialect_;
  bool stream_;
  TimePoint began_;
  TimePoint last_bytes_;  // when the agent heard something
  TimePoint last_event_;  // and something that it takes for progress
  bool early_ = false;
  bool committed_ = false;
  bool gone_ = false;
  // The connection cut a CRLF that ends an event in two, and this is all that came of it so far.
  bool in_line_end_ = false;
};

}  // namespace edgee

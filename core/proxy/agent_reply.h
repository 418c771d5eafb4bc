// The agent's side of one request: nothing is sent until there is something true to say, or until
// the agent would lose patience; then an early head and keep-alives. One thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/dialect/dialect.h"
#include "core/model/agent_profile.h"
#include "core/ports/http_server.h"

namespace edgee {

class AgentReply {
 public:
  // References outlive the object. `began` is when the request came in.
  AgentReply(ReplySink& sink, const AgentProfile& agent, const Dialect& dialect,
             const RequestFacts& facts, TimePoint began);

  // When the agent must hear something even though no answer is there; nullopt: never.
  [[nodiscard]] std::optional<TimePoint> next_duty() const;
  void do_duty(TimePoint now);

  // The answer begins. After an early head only `first` is sent. Without `length`: chunked.
  void commit(int status, const HeaderList& headers, std::optional<std::size_t> length,
              std::string_view first);
  void write(std::string_view bytes);
  void finish();
  // Cuts the connection, so that a cut stays a cut.
  void abort();
  // A whole error answer; behind an early head only its event fits.
  void error(int status, const HeaderList& headers, std::string_view body,
             std::string_view message);

  [[nodiscard]] bool committed() const { return committed_; }
  [[nodiscard]] bool gone() const { return gone_; }

 private:
  ReplySink& sink_;
  const AgentProfile& agent_;
  const Dialect& dialect_;
  const RequestFacts& facts_;
  TimePoint began_;
  TimePoint last_bytes_;  // of an early head or a keep-alive
  TimePoint last_event_;
  bool early_ = false;
  bool committed_ = false;
  bool gone_ = false;
};

}  // namespace edgee

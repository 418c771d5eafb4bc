// One request to one target, from the first byte sent to an Outcome. Held-back answers reach the
// agent only once they are known to be answers. Race runs it. One thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/exchanges.h"
#include "core/proxy/agent_reply.h"
#include "core/proxy/outbound.h"
#include "core/proxy/splice.h"
#include "core/proxy/watch.h"

namespace edgee {

// When things happened, for the ledger.
struct AttemptTimes {
  TimePoint began;
  std::optional<TimePoint> first_byte;
  std::optional<TimePoint> first_content;
  TimePoint ended;
};

// References outlive the attempt.
struct AttemptInput {
  const Clock& clock;
  Exchanges& exchanges;
  AgentReply& reply;
  Splice& splice;
  const Request& request;
  const ResolvedTarget& target;
  const Outbound& outbound;
  int number = 1;  // of the request, for x-edgee-attempts
  QualityRules rules;
  // The answer falters: the next target's connection had better be open. May be empty.
  std::function<void()> on_faltering;
};

class Attempt {
 public:
  explicit Attempt(const AttemptInput& input);
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;
  ~Attempt() = default;

  void start();
  [[nodiscard]] ExchangeId id() const { return exchange_; }
  // When to look again although nothing came.
  [[nodiscard]] TimePoint deadline() const;
  // Each returns true when the attempt is over.
  bool take(Arrival& arrival);
  bool look(TimePoint now);
  // Ends it, its connection too unless that ended well.
  Outcome finish(bool agent_gone);

  // Something of it has reached the agent.
  [[nodiscard]] bool has_content() const { return times_.first_content.has_value(); }
  [[nodiscard]] const AttemptTimes& times() const { return times_; }
  [[nodiscard]] const ResolvedTarget& target() const { return in_.target; }
  [[nodiscard]] Splice& splice() const { return in_.splice; }

 private:
  void dial(bool fresh);
  bool on_head(Arrival& arrival);
  bool on_chunk(std::string_view bytes);
  bool on_end();
  bool on_failed(const Arrival& arrival);

  bool stream_chunk(std::string_view bytes);
  bool stream_end();
  bool whole_answer_end();
  [[nodiscard]] std::string write_answer(const std::vector<StreamEvent>& events) const;
  // Of the model that answers, for whom left the choice to us.
  [[nodiscard]] std::string own_name() const;
  bool error_end();
  void send(std::string_view bytes);
  bool garbage_end();
  bool fail(FailureKind kind, std::string message);
  bool fail(FailureFacts facts);
  [[nodiscard]] HeaderList reply_headers() const;
  [[nodiscard]] bool translated() const;

  const AttemptInput in_;
  Watch watch_;
  AttemptTimes times_;
  Outcome outcome_;
  ExchangeId exchange_ = 0;
  bool fresh_ = false;
  bool streams_ = false;  // a 200 to a streaming request
  bool faltered_ = false;
};

}  // namespace edgee

// One request of the agent, carried along the chain until a target answers. Read relay.cpp first:
// it is the product. One object per request, one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/failover/exhausted.h"
#include "core/failover/verdict.h"
#include "core/model/event.h"
#include "core/proxy/agent_reply.h"
#include "core/proxy/attempt.h"
#include "core/proxy/outbound.h"
#include "core/proxy/session.h"
#include "core/proxy/splice.h"
#include "core/proxy/targets.h"

namespace edgee {

class Relay {
 public:
  // References outlive the relay. `doc` is the request's body, walked.
  Relay(ProxyServices& services, const SessionSetup& session, OwnRefusals& own_refusals,
        Request request, JsonDoc doc, ReplySink& sink);

  void run();

 private:
  // Asks one step until it answers or its tries are used up. True: the request is settled.
  bool try_step(const ResolvedTarget& target, bool last_step);
  Outcome attempt(const ResolvedTarget& target, AttemptTimes& times);
  // The request as this target gets it: with the answer so far, without thinking that it refused.
  [[nodiscard]] std::string changed_body(const ResolvedTarget& target, const Seam& seam) const;
  [[nodiscard]] Situation situation(const ResolvedTarget& target, bool last_step, int tries) const;
  [[nodiscard]] TriggerSettings settings_for(const ResolvedTarget& target) const;
  [[nodiscard]] QualityRules rules_for(const ResolvedTarget& target) const;
  // Opens a connection to the step behind this one ahead of need.
  void warm_next();
  // False: the agent left, or the proxy stops.
  bool wait(Duration time);
  void update_health(const ResolvedTarget& target, const Outcome& outcome, const Verdict& verdict);
  void remember(const ResolvedTarget& target, const Outcome& outcome);
  // This one failure, as it is: it is the agent's own affair.
  void show(const ResolvedTarget& target, const Outcome& outcome);
  void finish();
  void give_up();
  void record(const ResolvedTarget& target, const Outcome& outcome, const Verdict& verdict,
              const AttemptTimes& times);
  [[nodiscard]] const ResolvedTarget& target_of(const Candidate& candidate) const;

  ProxyServices& services_;
  const SessionSetup& session_;
  OwnRefusals& own_refusals_;
  const Request request_;
  RequestForms forms_;
  const Dialect& dialect_;
  const TimePoint began_;
  Splice splice_;
  AgentReply reply_;
  std::unique_ptr<Exchanges> exchanges_;
  ResolvedChain chain_;
  Plan plan_;
  std::vector<StepFailure> failures_;
  std::vector<AttemptEvent> events_;  // written after the agent has its last byte
  std::string id_;
  std::string seam_;              // how the attempt took over, for the ledger
  std::string fault_event_;       // of the agent's own vendor, as it came
  bool remove_thinking_ = false;  // for the target that is being asked
  std::size_t next_ = 0;          // of the plan: the step behind the one that is being asked
  int attempts_ = 0;
  Duration waited_{0};
};

}  // namespace edgee

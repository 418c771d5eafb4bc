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
#include "core/proxy/errand.h"
#include "core/proxy/outbound.h"
#include "core/proxy/race.h"
#include "core/proxy/relay_notes.h"
#include "core/proxy/road_watch.h"
#include "core/proxy/session.h"
#include "core/proxy/splice.h"
#include "core/proxy/targets.h"

namespace edgee {

class Relay {
 public:
  // References outlive the relay. `doc` is the request's body, walked.
  Relay(ProxyServices& services, const SessionSetup& session, const RelayNotes& notes,
        Request request, JsonDoc doc, ReplySink& sink);

  void run();

 private:
  // One attempt, as it ended.
  struct Ended {
    const ResolvedTarget* target = nullptr;
    int number = 1;
    std::string seam;
    Outcome outcome;
    AttemptTimes times;
    bool outrun = false;
    bool hedge = false;  // asked beside another one
  };

  void make_plan();
  bool ask_steps();
  // Only the first step may answer.
  [[nodiscard]] bool is_pinned() const;
  // Asks one step until it answers or its tries are used up. True: the request is settled.
  bool try_step(std::size_t at);
  // One attempt, or two that race. The last one decides.
  std::vector<Ended> ask(const ResolvedTarget& target);
  Errand& new_errand(const ResolvedTarget& target);
  // The step behind `target` is asked too when that is slow, if the user wishes it.
  void hedge(Race& race, const ResolvedTarget& target);
  [[nodiscard]] Attempt* second_attempt(const ResolvedTarget& next);
  [[nodiscard]] std::vector<Candidate> within_means(std::vector<Candidate> candidates);
  // What is to be done about it; keeps the books.
  Verdict judge(Ended& ended, bool last_step, int tries);
  [[nodiscard]] Situation situation(const ResolvedTarget& target, bool last_step, int tries) const;
  [[nodiscard]] TriggerSettings settings_for(const ResolvedTarget& target) const;
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
  // The agent was told that it is too long as often as helps; true: it has been told something
  // else.
  bool ends_overflow(FailureKind kind);
  void record(const Ended& ended, const Verdict& verdict);
  // What this attempt says of its target's speed and worth.
  void note_in_books(const Ended& ended, const AttemptEvent& event, const Verdict& verdict);
  void tell_outside(const Ended& ended, const Verdict& verdict);
  [[nodiscard]] const ResolvedTarget& target_of(const Candidate& candidate) const;

  ProxyServices& services_;
  const SessionSetup& session_;
  const RelayNotes& notes_;
  const Request request_;
  RequestForms forms_;
  const Dialect& dialect_;
  const TimePoint began_;
  const SeamStrategy strategy_;
  std::unique_ptr<Splice> splice_;  // what the agent has been given
  std::unique_ptr<Splice> rival_;   // what a racing attempt would give
  AgentReply reply_;
  std::unique_ptr<Exchanges> exchanges_;
  ErrandContext context_;
  std::vector<std::unique_ptr<Errand>> errands_;  // of the race that runs
  ResolvedChain chain_;
  Plan plan_;
  std::vector<SkippedStep> skipped_;  // for money's sake
  std::string stopped_;               // the budget that ends the chain; "" = none
  std::vector<StepFailure> failures_;
  std::vector<AttemptEvent> events_;  // written after the agent has its last byte
  RoadWatch road_;
  std::string id_;
  std::string fault_event_;       // of the agent's own vendor, as it came
  bool remove_thinking_ = false;  // for the target that is being asked
  std::size_t next_ = 0;          // of the plan: the step behind the one that is being asked
  int attempts_ = 0;
  Duration waited_{0};
};

}  // namespace edgee

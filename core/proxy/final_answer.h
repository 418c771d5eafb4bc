// How a failure is put to the agent: its own vendor's words as they came, others in its dialect.
#pragma once

#include <optional>
#include <vector>

#include "core/failover/exhausted.h"
#include "core/failover/plan.h"
#include "core/proxy/agent_reply.h"

namespace edgee {

// What was asked and what was not, for the sentence that the user reads.
struct ChainStory {
  const std::vector<StepFailure>& failures;
  const std::vector<SkippedStep>& skipped;
  int attempts = 0;
  // The chain is pinned: who would have been asked next. "" = it is not.
  std::string pinned_before = {};
  std::string stopped = {};     // the budget at which the chain ends; "" = none
  std::string_view event = {};  // the error event with which the agent's own vendor broke off
};

// One failure, as it is; nothing is said about the rest of the chain.
void say_one(const StepFailure& failure, const Dialect& dialect, int attempts, AgentReply& reply);

// What say_last would tell the agent of; nullopt: of nothing that has a name.
[[nodiscard]] std::optional<FailureKind> final_kind(const FinalWord& word, const ChainStory& story);

// In place of one more word that the conversation is too long, after `times` of them.
void say_it_is_hopeless(int times, const Dialect& dialect, AgentReply& reply);

// The chain is exhausted.
void say_last(const FinalWord& word, const ChainStory& story, const Dialect& dialect,
              AgentReply& reply);

}  // namespace edgee

// One line of the ledger: an attempt, with its reason and its cost. Metadata only, never a prompt
// and never a secret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/model/outcome.h"
#include "core/model/time.h"

namespace edgee {

struct AttemptEvent {
  std::int64_t id = 0;  // given by the store
  WallTime at;          // when the attempt began
  std::string launch;   // one `edgee launch` or `edgee proxy` run
  std::string session;  // the agent's own session id
  std::string agent;    // "claude"
  std::string request;  // groups the attempts of one request
  std::string chain;
  int step = 0;             // index in the chain, from 0
  int number = 1;           // attempt within the request, from 1
  std::string target;       // "openrouter/z-ai/glm-5"; "agent" for the pass-through
  std::string model;        // what was asked of the target
  std::string asked_model;  // what the agent asked for
  std::string request_class;
  int status = 0;
  std::string trigger;  // "" = answered
  std::string verdict;  // done, show, again, next, finish, give_up, outrun, skipped, agent_gone
  std::string reason;   // a sentence part for people
  // How this attempt took over an answer that had broken off after its first content: retract,
  // continue; finish when this attempt broke off and what it had given was ended. "" = no seam.
  std::string seam;
  bool hedge = false;                  // asked beside another target that was slow
  std::optional<Duration> first_byte;  // from sending to the first byte of the answer
  std::optional<Duration> first_content;
  Duration took{0};
  Duration since_request{0};  // from the agent's request to the start of this attempt
  TokenUsage usage;
  std::optional<double> cost_usd;  // nullopt = price unknown
};

// With this attempt the agent had its answer, be it one that was ended in its provider's place.
[[nodiscard]] inline bool gave_answer(const AttemptEvent& event) {
  return event.verdict == "finish" || (event.verdict == "done" && event.trigger.empty());
}

}  // namespace edgee

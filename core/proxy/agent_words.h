// A failure that is not the agent's own vendor's, in the words on which agents of its dialect act:
// what they compact at, retry or give up. Two tables. Pure.
#pragma once

#include <optional>
#include <string>

#include "core/model/dialect_id.h"
#include "core/model/outcome.h"

namespace edgee {

struct AgentWords {
  int status = 502;
  std::string message;
};

// What is to be said; `retry_after` in seconds, when waiting may help.
struct ToSay {
  int status = 502;
  std::optional<FailureKind> kind;
  std::string message;
  bool permanent = false;  // not to be tried again
  std::optional<int> retry_after;
};

[[nodiscard]] AgentWords agent_words(DialectId dialect, ToSay say);

}  // namespace edgee

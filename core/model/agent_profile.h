// What one coding agent needs from us on the wire, as data. Values; rows in core/agents.
#pragma once

#include <optional>
#include <string>

#include "core/model/dialect_id.h"
#include "core/model/time.h"

namespace edgee {

// Versions as "2.1.197", numbers between dots. All bounds are included.
struct RetractingVersions {
  std::string product;  // in front of the version in a User-Agent: "claude-cli/"
  std::string first;
  std::string last;           // newer ones were not measured
  std::string clears_screen;  // since then also what has scrolled off the screen is taken back
};

struct AgentProfile {
  std::string name;   // "claude": the word after `edgee launch`
  std::string title;  // "Claude Code"
  DialectId dialect = DialectId::anthropic_messages;
  std::string vendor;                               // provider its own login belongs to
  std::optional<Duration> head_after;               // answer early by then; nullopt = never
  Duration keep_alive{std::chrono::seconds(15)};    // pings while the head is out
  Duration event_after{std::chrono::seconds(100)};  // an empty delta feeds its event watchdog
  std::string session_header;                       // "x-claude-code-session-id"
  std::string class_header;                         // "x-claude-code-request-class"
  // So many times in a row it may be told that a conversation is too long, since it would shorten
  // it and ask again without end; then it hears that nothing helps. 0: it ends by itself.
  int most_overflows = 0;
  // The versions that were seen to drop a block that never ended when another takes its place. Of
  // all others nothing can be taken back. nullopt: there are none.
  std::optional<RetractingVersions> retracting;
  std::string private_headers;  // prefix that third parties never see: "x-claude-code-"
};

}  // namespace edgee

// One request of the agent: the bytes as they came and the few facts that decisions need. Values.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/dialect_id.h"
#include "core/model/headers.h"

namespace edgee {

// Read by a scan, not by a parse. Token counts are estimates (bytes / 3.5) unless a vendor said.
struct RequestFacts {
  std::string model;
  bool stream = false;
  bool has_tools = false;
  bool has_images = false;
  bool turn_start = true;        // the last message is a user's, not a tool result
  bool foreign_history = false;  // holds what its vendor refuses of other models' answers
  bool any_model = false;        // the name it asked by is no model's: the answer says who it was
  std::int64_t max_tokens = 0;
  std::int64_t estimated_input_tokens = 0;
  std::string session;        // x-claude-code-session-id or the like
  std::string request_class;  // main, subagent, auxiliary...; "" when the agent does not say
};

struct Request {
  DialectId dialect = DialectId::anthropic_messages;
  std::string method;
  std::string path;    // without the session token: "/v1/messages"
  std::string query;   // without '?': "beta=true"
  HeaderList headers;  // in order, as they came
  std::string raw;
  RequestFacts facts;
  // When it came, in seconds since 1970; 0 = not known. Answers of dialects that say when they were
  // made say this, as encoders have no clock.
  std::int64_t received_at = 0;
};

}  // namespace edgee

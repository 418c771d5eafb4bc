// Ids of a response that is made here. The vendor checks their beginnings when they come back.
// Pure.
#pragma once

#include <string>
#include <string_view>

namespace edgee::openai_responses {

struct ResponseId {
  std::string id;   // "resp_..."
  std::string key;  // what the ids of the items are made of: the id without its prefix
};

// `upstream` is the id that the answer came with. Without one it is made of the request's text:
// the same when the answer goes on, and another one for the next request.
[[nodiscard]] ResponseId response_id(std::string_view upstream, std::string_view request);

}  // namespace edgee::openai_responses

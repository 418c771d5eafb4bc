// A Conversation as a request of Anthropic Messages, and its headers. Pure.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::anthropic {

// Written in full and then spliced for the target like an agent's own request.
[[nodiscard]] Result<std::string> encode_request(const Conversation& conversation,
                                                 const EncodeTarget& target);
[[nodiscard]] HeaderList request_headers(const EncodeTarget& target, bool stream);

}  // namespace edgee::anthropic

// Conversations as text that a test can compare.
#pragma once

#include <string>

#include "core/base/json.h"
#include "core/model/conversation.h"

namespace edgee::test {

// One message a line: "user: text hi | image image/png iVBOR". A result's contents are joined
// with "+".
[[nodiscard]] std::string describe_messages(const Conversation& conversation);
// All of it: the fields first, a tool a line, then the messages.
[[nodiscard]] std::string describe_conversation(const Conversation& conversation);

}  // namespace edgee::test

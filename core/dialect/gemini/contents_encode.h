// The messages of a conversation in the order that Gemini insists on: calls, then in the very next
// content one response for each of them, then what the user says. Pure.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::gemini {

// The list "contents" as JSON text. What is lost: thinking and parts of no common form, how a
// result's texts were cut, ids of calls where the server takes none.
[[nodiscard]] Result<std::string> encode_contents(const Conversation& conversation,
                                                  const EncodeTarget& target);

}  // namespace edgee::gemini

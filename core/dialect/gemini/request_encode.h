// A Conversation as a generateContent request. Pure.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::gemini {

[[nodiscard]] Result<std::string> encode_request(const Conversation& conversation,
                                                 const EncodeTarget& target);

}  // namespace edgee::gemini

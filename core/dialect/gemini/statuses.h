// Google's pairs of HTTP status and status word. Pure.
// https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
#pragma once

#include <string_view>

#include "core/model/outcome.h"

namespace edgee::gemini {

[[nodiscard]] std::string_view status_word(int status);
[[nodiscard]] int status_of_word(std::string_view word);  // 500 for one that is not Google's
// The word that tells an agent most about a failure that another dialect reported.
[[nodiscard]] std::string_view status_word(FailureKind kind);

}  // namespace edgee::gemini

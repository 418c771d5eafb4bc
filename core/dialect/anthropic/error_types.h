// The vendor's own pairs of status and error.type. Pure.
#pragma once

#include <string_view>

#include "core/model/outcome.h"

namespace edgee::anthropic {

[[nodiscard]] std::string_view error_type_of(int status);
[[nodiscard]] int status_of_error_type(std::string_view type);  // 0: not one of Anthropic's
// The error.type that tells an agent most about a failure that another dialect reported.
[[nodiscard]] std::string_view error_type_of(FailureKind kind);

}  // namespace edgee::anthropic

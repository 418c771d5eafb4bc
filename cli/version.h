// The version of this build.
#pragma once

#include <string_view>

namespace edgee {

[[nodiscard]] std::string_view version_text();

}  // namespace edgee

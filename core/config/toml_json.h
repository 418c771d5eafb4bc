// A TOML text as JSON, for the settings of programs whose files are not ours. Pure.
#pragma once

#include <string_view>

#include "core/base/json_fwd.h"
#include "core/base/result.h"

namespace edgee {

// Dates become null. An error says what is wrong and in which line.
[[nodiscard]] Result<Json> read_toml_as_json(std::string_view text);

}  // namespace edgee

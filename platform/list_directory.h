// The names in a directory. Used by files.cpp only.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace edgee {

// Sorted; none when there is no such directory.
[[nodiscard]] Result<std::vector<std::string>> list_directory(const std::string& directory);

}  // namespace edgee

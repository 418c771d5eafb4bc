// Reading one small file. Used by files.cpp only.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"

namespace edgee {

enum class Privacy { any, owner_only };

// nullopt when there is no such file. owner_only refuses links, other owners, modes beyond 0600.
[[nodiscard]] Result<std::optional<std::string>> read_small_file(const std::string& path,
                                                                 Privacy privacy);

}  // namespace edgee

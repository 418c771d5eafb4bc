// From the files on disk to the Config that a command works with. Used by every command that needs
// the chain; call it on the main thread.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "core/base/result.h"
#include "core/config/config.h"
#include "core/config/parse.h"

namespace edgee {

// The user's file, then the project's (as trusted as its hash is), then EDGEE_CHAIN. A missing file
// is fine. All problems come in one Error, each with file, line, column and fix.
[[nodiscard]] Result<Config> load_config(Context& context);

// The texts `load_config` reads, lowest precedence first.
[[nodiscard]] Result<std::vector<ConfigText>> read_config_texts(Context& context);

// Notes kind in the store: the project file's path -> the sha256 of what was accepted.
inline constexpr const char* kTrustNotes = "trust";

}  // namespace edgee

// Edits of the user's TOML that keep every comment and the layout: the text is spliced at the
// places the parser names. Pure; the caller checks the result and writes it atomically.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace edgee {

// `target` as in a short step: "openrouter/z-ai/glm-5". `position` counts from 1; 0 = at the end.
// A chain that does not exist is created with "agent" first.
[[nodiscard]] Result<std::string> add_step(std::string_view toml, std::string_view chain,
                                           std::string_view target, std::size_t position);
// `which` is a position from 1 or a target name.
[[nodiscard]] Result<std::string> remove_step(std::string_view toml, std::string_view chain,
                                              std::string_view which);
[[nodiscard]] Result<std::string> move_step(std::string_view toml, std::string_view chain,
                                            std::string_view which, std::size_t position);
// `edgee chain use NAME`: sets `default_chain = "NAME"` at the top.
[[nodiscard]] Result<std::string> use_chain(std::string_view toml, std::string_view chain);

}  // namespace edgee

// Where OpenCode takes its settings from, in its own order. Read before it starts, so that each
// provider of the user's can be led to us. https://opencode.ai/docs/config
#pragma once

#include <string>
#include <vector>

#include "core/agents/agent.h"
#include "core/base/json.h"

namespace edgee {

struct OpenCodeSource {
  std::string place;     // for people: a path, or the variable
  bool is_own = true;    // the user wrote it; false: it lies in the work tree
  OrderedJson settings;  // may hold secrets
};

struct OpenCodeConfig {
  std::vector<OpenCodeSource> sources;  // in rising precedence; those that exist and can be read
  std::vector<std::string> warnings;
};

inline constexpr const char* kOpenCodeContent = "OPENCODE_CONFIG_CONTENT";

// An error when the settings in the environment are none: ours must be put into them.
[[nodiscard]] Result<OpenCodeConfig> read_opencode_config(const LaunchInput& input,
                                                          const Environment& environment,
                                                          Files& files);

// A folder of XDG's, OpenCode's part of it: by the variable, else below the home.
[[nodiscard]] std::string opencode_folder(const LaunchInput& input, const Environment& environment,
                                          const char* variable, const char* otherwise);

}  // namespace edgee

// What a project's settings may not decide: where the user's requests go. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/agents/claude_settings.h"
#include "core/ports/environment.h"

namespace edgee {

// Settings that have to win over the project's.
struct ProjectOverrides {
  std::map<std::string, std::string> environment;
  std::optional<std::string> key_helper;  // apiKeyHelper; "" switches the project's off
  std::vector<std::string> warnings;
};

// A project cannot send the user's requests to another host or cloud. Its credentials are used as
// without edgee, unless its files also set a base URL: then they belong to that host, and no other
// provider may see them. `own_base_url` is the one that is followed; "" = the vendor's.
[[nodiscard]] ProjectOverrides override_project(const ClaudeSettings& settings,
                                                const Environment& environment,
                                                const std::string& own_base_url);

}  // namespace edgee

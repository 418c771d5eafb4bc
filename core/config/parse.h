// TOML text -> Config. Every complaint names file, line, column, what was expected and the nearest
// right word. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/config/config.h"

namespace edgee {

// What a config file may say: a project file that is not trusted may reorder and narrow only.
enum class ConfigOrigin { user, trusted_project, untrusted_project };

struct ConfigProblem {
  std::string file;
  int line = 0;    // from 1
  int column = 0;  // from 1, in bytes
  std::string message;
  std::string fix;  // "did you mean \"timeouts\"?"; may be empty
};

// "config.toml:12:5: unknown key \"timeout\" in a step" and the fix on the next line.
[[nodiscard]] std::string to_string(const ConfigProblem& problem);
// All problems as one Error (exit code 2).
[[nodiscard]] Error to_error(const std::vector<ConfigProblem>& problems);

struct ConfigText {
  std::string file;  // as named in messages
  std::string text;
  ConfigOrigin origin = ConfigOrigin::user;
};

// Later texts win over earlier ones (user file, then project file). Returns problems, all that were
// found, in order; an empty list means `config` is good.
[[nodiscard]] std::vector<ConfigProblem> parse_config(const std::vector<ConfigText>& texts,
                                                      Config& config);

}  // namespace edgee

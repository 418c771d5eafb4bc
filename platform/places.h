// Where edgee's files stand on this machine (XDG base directories). A value.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/ports/environment.h"

namespace edgee {

struct Places {
  std::string home;
  std::string directory;     // where edgee was called
  std::string config_dir;    // $XDG_CONFIG_HOME/edgee
  std::string config_file;   // config_dir/config.toml
  std::string secrets_file;  // config_dir/secrets, only after the opt-in
  std::string state_dir;     // $XDG_STATE_HOME/edgee
  std::string ledger_file;   // state_dir/ledger.sqlite
  std::string project_file;  // .edgee.toml here or in a parent; "" when there is none
};

// An error when HOME is not set to an absolute path or the current directory is gone.
[[nodiscard]] Result<Places> find_places(const Environment& environment);

// The nearest .edgee.toml from `directory` upward; `home` and / are looked at, nothing above them.
[[nodiscard]] std::string find_project_file(const std::string& directory, const std::string& home);

}  // namespace edgee

#include "platform/places.h"

#include <filesystem>
#include <system_error>

namespace edgee {
namespace {

constexpr const char* kProjectFile = ".edgee.toml";

// The XDG specification: a relative path is to be ignored.
std::string base_dir(const Environment& environment, const char* variable,
                     const std::string& fallback) {
  const auto value = environment.get(variable);
  return value && value->starts_with('/') ? *value : fallback;
}

}  // namespace

Result<Places> find_places(const Environment& environment) {
  const auto home = environment.get("HOME");
  if (!home || !home->starts_with('/')) {
    return fail("HOME is not set, so there is no place for the configuration",
                "set HOME to your home directory: export HOME=/home/you");
  }
  std::error_code error;
  const std::string directory = std::filesystem::current_path(error).string();
  if (error) return fail("the current directory does not exist any more", "cd to another one");

  Places places;
  places.home = *home;
  while (places.home.size() > 1 && places.home.ends_with('/'))
    places.home.pop_back();
  places.directory = directory;
  places.config_dir = base_dir(environment, "XDG_CONFIG_HOME", places.home + "/.config") + "/edgee";
  places.config_file = places.config_dir + "/config.toml";
  places.secrets_file = places.config_dir + "/secrets";
  places.state_dir =
      base_dir(environment, "XDG_STATE_HOME", places.home + "/.local/state") + "/edgee";
  places.ledger_file = places.state_dir + "/ledger.sqlite";
  places.project_file = find_project_file(directory, places.home);
  return places;
}

std::string find_project_file(const std::string& directory, const std::string& home) {
  std::filesystem::path here(directory);
  const std::filesystem::path top(home);
  while (true) {
    std::error_code error;
    const std::filesystem::path candidate = here / kProjectFile;
    // symlink_status: a link that leads nowhere is reported when it is read, not overlooked.
    const auto status = std::filesystem::symlink_status(candidate, error);
    if (!error && std::filesystem::exists(status)) return candidate.string();
    if (here == top || here == here.parent_path()) return "";
    here = here.parent_path();
  }
}

}  // namespace edgee

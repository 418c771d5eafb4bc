#include "cli/launch_settings.h"

namespace edgee {
namespace {

constexpr std::size_t kNameLength = 12;

}  // namespace

// The name begins with our mark, so that a later run can tell whether it is still in use.
LaunchSettings::LaunchSettings(Context& context) : context_(context) {
  const std::string directory = context.paths().state_dir + "/launch";
  path_ = directory + "/" + context.processes().own_mark() + "-" +
          context.random().token(kNameLength) + ".json";
  remove_orphans(directory);
}

LaunchSettings::~LaunchSettings() {
  if (written_) (void)context_.files().remove(path_);
}

Result<void> LaunchSettings::write(std::string_view content) {
  Result<void> wrote = context_.files().write(path_, content);
  written_ = wrote.has_value();
  return wrote;
}

// Best effort: they hold a token that is worth nothing any more, but may hold a key of the user's.
void LaunchSettings::remove_orphans(const std::string& directory) {
  const Result<std::vector<std::string>> names = context_.files().list(directory);
  if (!names) return;
  for (const std::string& name : *names) {
    if (!context_.processes().has_ended(name.substr(0, name.find('-')))) continue;
    (void)context_.files().remove(std::string(directory).append("/").append(name));
  }
}

}  // namespace edgee

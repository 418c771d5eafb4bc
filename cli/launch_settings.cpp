#include "cli/launch_settings.h"

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::size_t kNameLength = 12;

}  // namespace

// The name begins with our process id, so that a later run can tell whether it is still in use.
LaunchSettings::LaunchSettings(Context& context) : context_(context) {
  const std::string directory = context.paths().state_dir + "/launch";
  path_ = directory + "/" + std::to_string(context.processes().own_id()) + "-" +
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
    const long long id = parse_number(std::string_view(name).substr(0, name.find('-')));
    const bool in_use = id > 0 && context_.processes().is_running(static_cast<int>(id));
    if (!in_use) (void)context_.files().remove(std::string(directory).append("/").append(name));
  }
}

}  // namespace edgee

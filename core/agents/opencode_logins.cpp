#include "core/agents/opencode_logins.h"

#include <array>
#include <optional>
#include <utility>

#include "core/agents/opencode_config.h"
#include "core/base/json.h"

namespace edgee {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 2> kKeys{
    {{"anthropic", "ANTHROPIC_API_KEY"}, {"openai", "OPENAI_API_KEY"}}};

void add_stored(const std::string& text, OpenCodeLogins& logins) {
  const std::optional<Json> stored = parse_json(text);
  if (!stored || !stored->is_object()) return;
  for (const auto& [id, login] : stored->items())
    logins[id] = string_member(login, "type");
}

}  // namespace

OpenCodeLogins find_opencode_logins(const LaunchInput& input, const Environment& environment,
                                    Files& files) {
  OpenCodeLogins logins;
  for (const auto& [id, variable] : kKeys) {
    if (!environment.get(variable).value_or("").empty()) logins[id] = "api";
  }
  const std::string content = environment.get("OPENCODE_AUTH_CONTENT").value_or("");
  if (!content.empty()) {
    add_stored(content, logins);
    return logins;
  }
  const auto text = files.read(
      opencode_folder(input, environment, "XDG_DATA_HOME", "/.local/share") + "/auth.json");
  if (text && *text) add_stored(**text, logins);
  return logins;
}

}  // namespace edgee

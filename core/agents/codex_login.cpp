#include "core/agents/codex_login.h"

#include <optional>
#include <string>

#include "core/base/json.h"

namespace edgee {
namespace {

// A key may lie beside the tokens; the mode that is stored says which of them counts.
CodexLogin read_stored(const Json& stored) {
  const bool has_key = !string_member(stored, "OPENAI_API_KEY").empty();
  const bool has_tokens = !string_member(member(stored, "tokens"), "access_token").empty();
  if (has_key && (!has_tokens || string_member(stored, "auth_mode") == "apikey")) {
    return CodexLogin::key;
  }
  return has_tokens ? CodexLogin::chatgpt : CodexLogin::none;
}

CodexLogin find_stored(const LaunchInput& input, const CodexConfig& config,
                       const Environment& environment, Files& files) {
  const std::string place = string_member(config.values, "cli_auth_credentials_store");
  if (place != "keyring") {
    const auto text = files.read(codex_home(input, environment) + "/auth.json");
    if (text && *text) {
      const std::optional<Json> stored = parse_json(**text);
      if (stored && stored->is_object()) return read_stored(*stored);
    }
  }
  return place == "keyring" || place == "auto" ? CodexLogin::unknown : CodexLogin::none;
}

}  // namespace

// Headless, the variable wins over what is stored; on the screen Codex itself does not look at it
// (seen in 0.169.0).
CodexLogin find_codex_login(const LaunchInput& input, const CodexConfig& config, bool headless,
                            const Environment& environment, Files& files) {
  const bool variable = !environment.get("CODEX_API_KEY").value_or("").empty();
  if (variable && headless) return CodexLogin::key_variable;
  const CodexLogin stored = find_stored(input, config, environment, files);
  return variable && stored == CodexLogin::none ? CodexLogin::key_variable : stored;
}

}  // namespace edgee

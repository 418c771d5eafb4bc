#include "core/agents/codex_road.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/json.h"

namespace edgee {
namespace {

// A provider that nobody has: Codex merges providers of one id, and his would mix with ours. It is
// the same in every run, because Codex goes on with a chat only under the provider that began it.
constexpr std::string_view kOurProvider = "edgee_launch";
constexpr std::string_view kChatGptUrl = "https://chatgpt.com/backend-api/codex";
constexpr std::array kOtherRoads{"ollama", "lmstudio", "amazon-bedrock"};

Result<void> check_road(const CodexConfig& config, const CodexArguments& arguments,
                        const std::string& chosen) {
  if (!config.managed_provider.empty()) {
    return fail(
        "Codex would never talk to edgee, because a managed file chooses its provider, " +
            config.managed_provider,
        "ask whoever manages this machine to take model_provider out of managed_config.toml");
  }
  if (arguments.local) {
    return fail("with --oss Codex talks to a model server itself and never to edgee",
                "leave --oss out; `edgee chain add ollama/MODEL` puts that server into the chain");
  }
  if (std::find(kOtherRoads.begin(), kOtherRoads.end(), chosen) != kOtherRoads.end()) {
    return fail("Codex would talk to " + chosen + " in its own way and never to edgee",
                "add `-c model_provider=openai`, or take model_provider out of its config.toml");
  }
  return {};
}

// His own provider stays what it is, headers and keys included, and only moves to us.
Result<CodexRoad> own_road(const Json& own, const std::string& id, bool chatgpt) {
  if (id.find('.') != std::string::npos || own.contains("aws")) {
    return fail("edgee cannot stand between Codex and its provider \"" + id + "\"",
                "add `-c model_provider=openai`, or start codex itself");
  }
  CodexRoad road;
  road.provider = id;
  if (string_member(own, "name") == "OpenAI") road.name = "edgee";
  road.takes_openai_login = bool_member(own, "requires_openai_auth");
  road.refreshable = own.contains("auth") || (road.takes_openai_login && chatgpt);
  road.base_url = string_member(own, "base_url");
  if (road.base_url.empty() && road.takes_openai_login && chatgpt) road.base_url = kChatGptUrl;
  return road;
}

}  // namespace

Result<CodexRoad> find_codex_road(const CodexConfig& config, const CodexArguments& arguments,
                                  CodexLogin login) {
  std::string chosen = string_member(config.values, "model_provider");
  if (chosen.empty()) chosen = "openai";
  if (auto good = check_road(config, arguments, chosen); !good) {
    return tl::unexpected<Error>(good.error());
  }
  const bool key_is_forced = string_member(config.values, "forced_login_method") == "api";
  const bool chatgpt =
      login == CodexLogin::chatgpt || (login == CodexLogin::unknown && !key_is_forced);
  const Json& providers = member(config.values, "model_providers");
  if (chosen != "openai") {
    const Json& own = member(providers, chosen);
    if (own.is_object()) return own_road(own, chosen, chatgpt);
    return fail("Codex knows no provider \"" + chosen + "\"",
                "it is chosen by model_provider, and [model_providers." + chosen + "] is missing");
  }
  CodexRoad road;
  road.provider = kOurProvider;
  while (providers.contains(road.provider))
    road.provider += '_';
  road.name = "edgee";
  road.is_ours = true;
  // On its screen Codex would ask for a login that the chain, or the variable, makes needless.
  road.takes_key_variable = login == CodexLogin::key_variable;
  road.takes_openai_login = login != CodexLogin::none && !road.takes_key_variable;
  road.refreshable = chatgpt;
  road.base_url = string_member(config.values, "openai_base_url");
  if (road.base_url.empty() && chatgpt) road.base_url = kChatGptUrl;
  return road;
}

}  // namespace edgee

#include "core/agents/opencode_providers.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

struct Known {
  const char* id;
  DialectId dialect;
  const char* url_variable;  // its SDK reads it where the settings give no base URL
  const char* own_url;
};
constexpr std::array kKnown{
    Known{"anthropic", DialectId::anthropic_messages, "ANTHROPIC_BASE_URL",
          "https://api.anthropic.com/v1"},
    Known{"openai", DialectId::openai_responses, "OPENAI_BASE_URL", "https://api.openai.com/v1"}};

// What the user's own settings say of one provider, the later source winning.
struct Said {
  std::string base_url;
  std::string package;
  std::string title;
  bool has_key = false;
};
using AllSaid = std::map<std::string, Said>;

const Known* find_known(const std::string& id) {
  for (const Known& known : kKnown) {
    if (id == known.id) return &known;
  }
  return nullptr;
}

// The agent puts variables in for {env:NAME}.
std::string with_variables(std::string text, const Environment& environment) {
  constexpr std::string_view kMark = "{env:";
  for (std::size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    const std::string name = text.substr(at + kMark.size(), end - at - kMark.size());
    const std::string value = environment.get(name).value_or("");
    text.replace(at, end + 1 - at, value);
    at += value.size();
  }
  return text;
}

void take(const Json& provider, Said& said) {
  const Json& options = member(provider, "options");
  for (const std::string& url : {string_member(provider, "api"), string_member(options, "baseURL")})
    if (!url.empty()) said.base_url = url;
  if (const std::string package = string_member(provider, "npm"); !package.empty()) {
    said.package = package;
  }
  if (const std::string title = string_member(provider, "name"); !title.empty()) said.title = title;
  said.has_key = said.has_key || !string_member(options, "apiKey").empty();
}

// A project's base URL for a provider that the user has does not count: it would choose where his
// login goes. One for a provider of the project's own stays the agent's affair, and so does one
// with a key beside it (`left_alone`): no other host may see that key.
AllSaid gather(const OpenCodeConfig& config, std::set<std::string>& left_alone,
               std::vector<std::string>& warnings) {
  AllSaid all;
  for (const OpenCodeSource& source : config.sources) {
    for (const char* key : {"provider", "providers"}) {
      const Json providers = member(Json(source.settings), key);
      if (!providers.is_object()) continue;
      for (const auto& [id, provider] : providers.items()) {
        if (source.is_own) {
          take(provider, all[id]);
        } else if (Said theirs; take(provider, theirs), theirs.base_url.empty()) {
          continue;
        } else if (theirs.has_key) {
          left_alone.insert(id);
          warnings.push_back(source.place + " gives a base URL and a key for " + id +
                             ": what OpenCode asks there goes past edgee");
        } else {
          warnings.push_back(source.place + " gives a base URL for " + id +
                             ": edgee takes those from your own settings only");
        }
      }
    }
  }
  return all;
}

// Providers that OpenCode is told not to have. The later source wins, as in OpenCode.
std::set<std::string> switched_off(const OpenCodeConfig& config, const AllSaid& all) {
  std::set<std::string> off;
  for (const OpenCodeSource& source : config.sources) {
    const Json settings(source.settings);
    const Json& disabled = member(settings, "disabled_providers");
    const Json& enabled = member(settings, "enabled_providers");
    for (const auto& [id, unused] : all) {
      const auto lists = [&id = id](const Json& list) {
        return std::find(list.begin(), list.end(), Json(id)) != list.end();
      };
      if (disabled.is_array() && lists(disabled)) off.insert(id);
      if (enabled.is_array() && !lists(enabled)) off.insert(id);
    }
  }
  return off;
}

std::optional<DialectId> dialect_of(const std::string& id, const std::string& package) {
  if (package == "@ai-sdk/anthropic") return DialectId::anthropic_messages;
  if (package == "@ai-sdk/openai") return DialectId::openai_responses;
  if (package == "@ai-sdk/openai-compatible") return DialectId::openai_chat;
  if (!package.empty()) return std::nullopt;
  const Known* const known = find_known(id);
  return known == nullptr ? DialectId::openai_chat : known->dialect;
}

// As edgee writes it; nullopt: no address that a request could be sent on to.
std::optional<std::string> own_form(std::string url, DialectId dialect) {
  while (url.ends_with('/'))
    url.pop_back();
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  if (!web || url.find_first_of("?#{ \t\r\n") != std::string::npos) return std::nullopt;
  if (dialect != DialectId::anthropic_messages) return url;
  if (!url.ends_with("/v1")) return std::nullopt;
  return url.substr(0, url.size() - 3);
}

Provider make_provider(const std::string& id, const Said& said, DialectId dialect,
                       std::string base_url) {
  Provider provider;
  provider.id = id;
  provider.title = said.title.empty() ? id : said.title;
  provider.endpoints.push_back({dialect, std::move(base_url)});
  provider.credential.source = CredentialSource::none;
  return provider;
}

void lead(const std::string& id, const Said& said, const Environment& environment,
          OpenCodeProviders& found) {
  const auto dialect = dialect_of(id, said.package);
  std::string url = with_variables(said.base_url, environment);
  if (const Known* const known = find_known(id); known != nullptr) {
    if (url.empty()) url = environment.get(known->url_variable).value_or("");
    if (dialect && (url.empty() || url == known->own_url)) {
      found.led.push_back(make_provider(id, said, *dialect, ""));
      return;
    }
  }
  if (url.empty()) return;
  const auto own = dialect ? own_form(url, *dialect) : std::nullopt;
  if (own) {
    found.led.push_back(make_provider(id, said, *dialect, *own));
  } else {
    found.warnings.push_back("OpenCode's provider " + id +
                             " goes past edgee, which cannot stand in front of its address");
  }
}

}  // namespace

OpenCodeProviders find_opencode_providers(const OpenCodeConfig& config,
                                          const OpenCodeLogins& logins,
                                          const Environment& environment) {
  OpenCodeProviders found;
  std::set<std::string> left_alone;
  AllSaid all = gather(config, left_alone, found.warnings);
  for (const auto& [id, kind] : logins) {
    if (find_known(id) != nullptr) all[id];
  }
  left_alone.merge(switched_off(config, all));
  // To name a provider makes it one of OpenCode's choices, even its default: none is named without
  // need.
  if (all.empty()) {
    found.warnings.emplace_back(
        "OpenCode has no login of Anthropic's or OpenAI's and no provider of your own "
        "(`opencode auth login`): what its other providers serve goes past edgee");
  }
  for (const auto& [id, said] : all) {
    if (!left_alone.contains(id)) lead(id, said, environment, found);
  }
  for (const auto& [id, kind] : logins) {
    if (id == "openai" && kind == "oauth") {
      found.warnings.emplace_back(
          "OpenCode takes its ChatGPT login to chatgpt.com itself: those requests go past edgee");
    } else if (!all.contains(id)) {
      found.warnings.push_back("OpenCode's login of " + id + " goes past edgee");
    }
  }
  return found;
}

}  // namespace edgee

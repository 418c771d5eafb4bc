// Credentials: "keychain", "keychain:openrouter/work", "none", { env = "X" }, { command = [...] }.
#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/config/sections.h"
#include "core/config/words.h"

namespace edgee {
namespace {

constexpr std::string_view kShape =
    "\"keychain\", \"keychain:NAME\", \"none\", { env = \"VARIABLE\" } or { command = [\"...\"] }";
constexpr std::string_view kKeychain = "keychain";

bool is_entry_of(std::string_view entry, std::string_view provider) {
  if (entry == provider) return true;
  return entry.size() > provider.size() + 1 && entry.starts_with(provider) &&
         entry[provider.size()] == '/' && is_provider_id(entry.substr(provider.size() + 1));
}

std::optional<CredentialSpec> read_words(const TomlValue& value, std::string_view provider,
                                         Problems& problems) {
  const std::string_view text = value.text;
  CredentialSpec spec;
  if (text == "none") {
    spec.source = CredentialSource::none;
    return spec;
  }
  if (text == kKeychain) {
    spec.name = provider;
    return spec;
  }
  if (!text.starts_with("keychain:")) {
    problems.add(value.place, "\"credential\" must be " + std::string(kShape),
                 "a key itself does not belong into this file: run `edgee key set " +
                     std::string(provider) + "`");
    return std::nullopt;
  }
  spec.name = std::string(text.substr(kKeychain.size() + 1));
  if (is_entry_of(spec.name, provider)) return spec;
  const std::string own(provider);
  problems.add(value.place, "this keychain entry does not belong to provider " + in_quotes(own),
               "use \"keychain:" + own + "\" or \"keychain:" + own + "/NAME\"");
  return std::nullopt;
}

std::optional<CredentialSpec> read_env(TableReader& table, const TomlValue& value,
                                       Problems& problems) {
  const std::optional<std::string> name = table.text("env");
  if (!name) return std::nullopt;
  if (!is_variable_name(*name)) {
    problems.add(value.find("env")->value.place,
                 "\"env\" must be the name of an environment variable, not its value",
                 "as in { env = \"OPENROUTER_API_KEY\" }");
    return std::nullopt;
  }
  return CredentialSpec{CredentialSource::env, *name, {}};
}

std::optional<CredentialSpec> read_command(TableReader& table, const TomlValue& value,
                                           Problems& problems) {
  std::optional<std::vector<std::string>> command = table.texts("command");
  if (!command) return std::nullopt;
  if (command->empty()) {
    problems.add(value.find("command")->value.place, "\"command\" must name a program",
                 "as in { command = [\"op\", \"read\", \"op://dev/llm/key\"] }");
    return std::nullopt;
  }
  return CredentialSpec{CredentialSource::command, "", std::move(*command)};
}

std::optional<CredentialSpec> read_table(const TomlValue& value, Problems& problems) {
  TableReader table(value, "a credential", problems);
  const bool env = table.find("env") != nullptr;
  const bool command = table.find("command") != nullptr;
  table.finish();
  if (env != command) {
    return env ? read_env(table, value, problems) : read_command(table, value, problems);
  }
  if (env || value.members.empty()) {
    problems.add(value.place, "a credential table must have either \"env\" or \"command\"");
  }
  return std::nullopt;
}

}  // namespace

std::optional<CredentialSpec> read_credential(const TomlMember& member, std::string_view provider,
                                              Problems& problems) {
  const TomlValue& value = member.value;
  if (value.kind == TomlKind::string) return read_words(value, provider, problems);
  if (value.kind == TomlKind::table) return read_table(value, problems);
  add_wrong_kind(problems, member.key, value, kShape);
  return std::nullopt;
}

std::string credential_label(const CredentialSpec& spec, const Provider& provider) {
  CredentialSpec own = provider.credential;
  if (own.source == CredentialSource::keychain && own.name.empty()) own.name = provider.id;
  if (spec == own) return "";
  switch (spec.source) {
    case CredentialSource::keychain:
      return spec.name;
    case CredentialSource::env:
      return "env:" + spec.name;
    case CredentialSource::command:
      return "command:" + join(spec.command, " ");
    case CredentialSource::none:
      return "none";
    case CredentialSource::pass_through:
      break;
  }
  return "";
}

bool sends_in_clear(const Endpoint& endpoint, const CredentialSpec& credential) {
  return credential.source != CredentialSource::none && endpoint.auth != AuthScheme::none &&
         is_cleartext(endpoint.base_url) && !is_loopback(endpoint.base_url);
}

}  // namespace edgee

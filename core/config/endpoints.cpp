#include "core/config/endpoints.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/config/words.h"

namespace edgee {
namespace {

// The dialects edgee can speak to a provider today.
const std::vector<std::string>& dialect_words() {
  static const std::vector<std::string> kWords{"anthropic-messages", "openai-chat",
                                               "openai-responses", "gemini"};
  return kWords;
}

const std::vector<std::string>& auth_words() {
  static const std::vector<std::string> kWords{"bearer", "x-api-key", "none", "x-goog-api-key"};
  return kWords;
}

AuthScheme usual_auth(DialectId dialect) {
  if (dialect == DialectId::gemini) return AuthScheme::x_goog_api_key;
  return dialect == DialectId::anthropic_messages ? AuthScheme::x_api_key : AuthScheme::bearer;
}

std::optional<DialectId> read_dialect(TableReader& table) {
  const auto index = table.one_of("dialect", dialect_words());
  return index ? parse_dialect(dialect_words()[*index]) : std::nullopt;
}

std::optional<AuthScheme> read_auth(TableReader& table) {
  const auto index = table.one_of("auth", auth_words());
  constexpr std::array kSchemes{AuthScheme::bearer, AuthScheme::x_api_key, AuthScheme::none,
                                AuthScheme::x_goog_api_key};
  return index ? std::optional(kSchemes.at(*index)) : std::nullopt;
}

std::optional<std::string> read_url(TableReader& table, std::optional<DialectId> dialect,
                                    Problems& problems) {
  const std::optional<std::string> text = table.text("base_url");
  if (!text) return std::nullopt;
  Result<std::string> url = check_base_url(*text, dialect);
  if (url) return std::move(*url);
  problems.add(table.find("base_url")->value.place, url.error().message, url.error().hint);
  return std::nullopt;
}

std::optional<Endpoint> read_endpoint(const TomlValue& value, Problems& problems) {
  if (value.kind != TomlKind::table) {
    add_wrong_kind(problems, "endpoints", value, "a list of tables");
    return std::nullopt;
  }
  TableReader table(value, "an endpoint", problems);
  const std::optional<DialectId> dialect = read_dialect(table);
  const std::optional<std::string> url = read_url(table, dialect, problems);
  Endpoint endpoint;
  for (const char* key : {"dialect", "base_url"}) {
    if (value.find(key) == nullptr) {
      problems.add(value.place, "an endpoint must have a " + in_quotes(key));
    }
  }
  if (dialect) endpoint = {*dialect, "", usual_auth(*dialect), false};
  set_if(endpoint.base_url, url);
  set_if(endpoint.auth, read_auth(table));
  set_if(endpoint.partial, table.flag("partial"));
  table.finish();
  return endpoint;
}

void read_list(const TomlValue& list, Provider& provider, Problems& problems) {
  if (list.items.empty()) problems.add(list.place, "\"endpoints\" must not be empty");
  provider.endpoints.clear();
  for (const TomlValue& item : list.items) {
    if (auto endpoint = read_endpoint(item, problems)) {
      provider.endpoints.push_back(std::move(*endpoint));
    }
  }
}

// One address then stands for the whole provider: the catalogue's others are left.
Endpoint& keep_only(Provider& provider, DialectId dialect) {
  Endpoint kept{dialect, "", usual_auth(dialect), false};
  for (const Endpoint& endpoint : provider.endpoints) {
    if (endpoint.dialect == dialect) kept.auth = endpoint.auth;
    if (endpoint.dialect == dialect) kept.base_url = endpoint.base_url;
  }
  provider.endpoints = {std::move(kept)};
  return provider.endpoints.front();
}

// The whole provider moves when the new address is built like one of the old ones:
// "http://gpu:11434" or "http://gpu:11434/v1" for Ollama.
bool move_all(Provider& provider, const std::string& url) {
  const auto [origin, path] = origin_and_path(url);
  const std::string new_path(path);
  if (std::none_of(provider.endpoints.begin(), provider.endpoints.end(), [&](const Endpoint& e) {
        return origin_and_path(e.base_url).second == new_path;
      })) {
    return false;
  }
  for (Endpoint& endpoint : provider.endpoints) {
    endpoint.base_url =
        std::string(origin) + std::string(origin_and_path(endpoint.base_url).second);
  }
  return true;
}

// The only dialect that a bare base_url can be meant for.
std::optional<DialectId> main_dialect(const Provider& provider) {
  std::optional<DialectId> found;
  for (const Endpoint& endpoint : provider.endpoints) {
    if (endpoint.partial) continue;
    if (found) return std::nullopt;
    found = endpoint.dialect;
  }
  return found;
}

// base_url without a dialect.
void read_bare_url(const TomlMember& member, TableReader& table, Provider& provider,
                   Problems& problems) {
  const std::optional<std::string> url = read_url(table, std::nullopt, problems);
  if (!url || move_all(provider, *url)) return;
  const std::optional<DialectId> dialect = main_dialect(provider);
  if (!dialect) {
    problems.add(member.value.find("base_url")->place,
                 provider.endpoints.empty()
                     ? "provider " + in_quotes(provider.id) + " must have a \"dialect\""
                     : "provider " + in_quotes(provider.id) +
                           " speaks several dialects: say which one this base_url is for",
                 suggest("", dialect_words()));
    return;
  }
  if (const auto checked = read_url(table, dialect, problems)) {
    keep_only(provider, *dialect).base_url = *checked;
  }
}

void read_url_and_dialect(const TomlMember& member, TableReader& table, Provider& provider,
                          Problems& problems) {
  const std::optional<DialectId> dialect = read_dialect(table);
  const bool has_url = member.value.find("base_url") != nullptr;
  const std::optional<std::string> url = read_url(table, dialect, problems);
  if (!dialect) return;
  const bool known = std::any_of(provider.endpoints.begin(), provider.endpoints.end(),
                                 [&](const Endpoint& e) { return e.dialect == *dialect; });
  if (!has_url && !known) {
    problems.add(member.value.find("dialect")->place,
                 "provider " + in_quotes(provider.id) + " has no address for this dialect",
                 "add a base_url");
    return;
  }
  Endpoint& endpoint = keep_only(provider, *dialect);
  set_if(endpoint.base_url, url);
}

void read_single(const TomlMember& member, TableReader& table, Provider& provider,
                 Problems& problems) {
  const bool has_dialect = table.find("dialect") != nullptr;
  const bool has_url = table.find("base_url") != nullptr;
  if (has_dialect && (has_url || !provider.endpoints.empty())) {
    read_url_and_dialect(member, table, provider, problems);
  } else if (has_url) {
    read_bare_url(member, table, provider, problems);
  }
  if (const auto auth = read_auth(table)) {
    for (Endpoint& endpoint : provider.endpoints)
      endpoint.auth = *auth;
  }
}

}  // namespace

void read_endpoints(const TomlMember& member, TableReader& table, Provider& provider,
                    Problems& problems) {
  const TomlMember* const endpoints = table.find("endpoints");
  if (endpoints == nullptr) {
    read_single(member, table, provider, problems);
    return;
  }
  for (const char* key : {"base_url", "dialect", "auth"}) {
    if (const TomlMember* extra = table.find(key)) {
      problems.add(extra->place, in_quotes(key) + " stands beside \"endpoints\"",
                   "put it into the endpoints");
    }
  }
  if (const TomlValue* list = table.list("endpoints")) read_list(*list, provider, problems);
}

}  // namespace edgee

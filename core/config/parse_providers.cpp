// [providers.X]: a known name overrides the catalogue's row field by field, an unknown one is new.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/config/endpoints.h"
#include "core/config/sections.h"
#include "core/config/words.h"

namespace edgee {
namespace {

constexpr std::array<std::string_view, 8> kOurHeaders{
    "host",          "content-length", "content-type",   "accept-encoding",
    "authorization", "x-api-key",      "x-goog-api-key", "cookie"};

bool is_header_name(std::string_view name) {
  constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kTokenMarks.find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f');
  });
}

void read_header(const TomlMember& member, HeaderList& headers, Problems& problems) {
  const std::string name = lower(member.key);
  if (!is_header_name(member.key)) {
    problems.add(member.place, in_quotes(member.key) + " is no header name");
  } else if (is_hop_by_hop(name) ||
             std::find(kOurHeaders.begin(), kOurHeaders.end(), name) != kOurHeaders.end()) {
    problems.add(member.place, "header " + in_quotes(member.key) + " is edgee's to set",
                 "use `credential` and `auth` for a key");
  } else if (member.value.kind != TomlKind::string) {
    add_wrong_kind(problems, member.key, member.value, "a string");
  } else if (!is_header_value(member.value.text)) {
    problems.add(member.value.place, "a header's value must be one line of printable characters");
  } else {
    set_header(headers, member.key, member.value.text);
  }
}

void read_small_fields(TableReader& table, Provider& provider, Problems& problems) {
  set_if(provider.title, table.text("title"));
  set_if(provider.default_model, table.text("default_model"));
  set_if(provider.local, table.flag("local"));
  if (const auto name = table.text("key_env")) {
    provider.key_env = *name;
    if (!name->empty() && !is_variable_name(*name)) {
      problems.add(table.find("key_env")->value.place,
                   "\"key_env\" must be the name of an environment variable");
    }
  }
  if (const TomlValue* headers = table.table("headers")) {
    for (const TomlMember& member : headers->members) {
      read_header(member, provider.extra_headers, problems);
    }
  }
  if (const TomlValue* quirks = table.table("quirks")) read_quirks(*quirks, provider, problems);
}

// The agent's own login may travel to a vendor of the catalogue, whatever `credential` says.
bool is_vendor_in_clear(const Endpoint& endpoint, const std::string& id) {
  const Provider* const known = find_catalog_provider(id);
  return known != nullptr && sends_in_clear(endpoint, known->credential);
}

void check_cleartext(const TomlMember& member, const Provider& provider, Problems& problems) {
  for (const Endpoint& endpoint : provider.endpoints) {
    const bool vendor = is_vendor_in_clear(endpoint, provider.id);
    if (!vendor && !sends_in_clear(endpoint, provider.credential)) continue;
    const TomlMember* const url = member.value.find("base_url");
    problems.add(url == nullptr ? member.place : url->value.place,
                 "http:// to " + host_of(endpoint.base_url) + " would send a key in clear text",
                 vendor ? "use https://" : "use https://, or credential = \"none\"");
    return;
  }
}

Provider start_provider(const std::string& id, const Config& config) {
  if (const Provider* known = config.provider(id)) return *known;
  Provider provider;
  provider.id = id;
  provider.title = id;
  provider.credential.name = id;
  return provider;
}

// A server on this machine rarely wants a key, and takes longer to its first token.
void apply_local_defaults(Provider& provider) {
  const auto local = [](const Endpoint& endpoint) { return is_loopback(endpoint.base_url); };
  if (provider.endpoints.empty() ||
      !std::all_of(provider.endpoints.begin(), provider.endpoints.end(), local)) {
    return;
  }
  provider.local = true;
  provider.credential = CredentialSpec{CredentialSource::none, "", {}};
}

// A new provider without an address is most often a known one misspelt.
void check_new(const TomlMember& member, Reading& reading) {
  if (reading.config.provider(member.key) != nullptr) return;
  if (member.value.find("base_url") != nullptr || member.value.find("endpoints") != nullptr) return;
  const std::string nearest = nearest_word(member.key, provider_ids(reading.config));
  reading.problems.add(
      member.place, "provider " + in_quotes(member.key) + " is not known and has no \"base_url\"",
      nearest.empty() ? "as in base_url = \"https://host/v1\""
                      : "did you mean " + in_quotes(nearest) + "?");
}

void read_provider(const TomlMember& member, Reading& reading) {
  if (!is_provider_id(member.key)) {
    reading.problems.add(
        member.place, member.key == "agent"
                          ? "\"agent\" is the name of the agent's own step, not of a provider"
                          : "a provider's name has letters, digits, \"-\", \"_\" and \".\" only");
    return;
  }
  if (member.value.kind != TomlKind::table) {
    add_wrong_kind(reading.problems, member.key, member.value, "a table");
    return;
  }
  check_new(member, reading);
  const bool is_new = reading.config.provider(member.key) == nullptr;
  Provider provider = start_provider(member.key, reading.config);
  TableReader table(member.value, "a provider", reading.problems);
  read_endpoints(member, table, provider, reading.problems);
  if (is_new) apply_local_defaults(provider);
  if (const TomlMember* credential = table.find("credential")) {
    set_if(provider.credential, read_credential(*credential, provider.id, reading.problems));
  }
  read_small_fields(table, provider, reading.problems);
  table.finish();
  check_cleartext(member, provider, reading.problems);
  reading.config.providers.insert_or_assign(provider.id, std::move(provider));
}

}  // namespace

void read_providers(const TomlValue& table, Reading& reading) {
  for (const TomlMember& member : table.members)
    read_provider(member, reading);
}

std::vector<std::string> provider_ids(const Config& config) {
  std::set<std::string> ids;
  for (const auto& [id, provider] : config.providers)
    ids.insert(id);
  for (const Provider& provider : catalog_providers())
    ids.insert(provider.id);
  return {ids.begin(), ids.end()};
}

void add_unknown_provider(Place place, std::string_view id, Reading& reading) {
  const std::string nearest = nearest_word(id, provider_ids(reading.config));
  reading.problems.add(
      place, "unknown provider " + in_quotes(id),
      nearest.empty() ? "define it: [providers." + std::string(id) + "] with base_url and dialect"
                      : "did you mean " + in_quotes(nearest) + "?");
}

}  // namespace edgee

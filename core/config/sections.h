// How each part of a config file is read. Internal to core/config; parse.cpp says in which order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/config/config.h"
#include "core/config/parse.h"
#include "core/config/problems.h"
#include "core/config/table_reader.h"
#include "core/config/toml_tree.h"

namespace edgee {

// One text while it is being read: what earlier texts said stands in `config`.
struct Reading {
  Config& config;
  Problems& problems;
  ConfigOrigin origin = ConfigOrigin::user;
  // The chains of the texts before this one: what an untrusted project may reorder.
  const std::map<std::string, Chain, std::less<>>& earlier_chains;

  [[nodiscard]] bool trusted() const { return origin != ConfigOrigin::untrusted_project; }
};

void read_providers(const TomlValue& table, Reading& reading);
void read_models(const TomlValue& table, Reading& reading);
void read_chains(const TomlValue& table, Reading& reading);
void read_routes(const TomlValue& list, Reading& reading);
void read_budgets(const TomlValue& list, Reading& reading);
void read_ledger(const TomlValue& value, Reading& reading);
void read_limits(const TomlValue& value, Reading& reading);
void read_statusline(const TomlValue& value, Reading& reading);
void read_telemetry(const TomlValue& value, Reading& reading);

[[nodiscard]] std::optional<Step> read_step(const TomlValue& value, Reading& reading);
// `{ spread = [...] }`: is it one, and its members, without a group number.
[[nodiscard]] bool is_spread(const TomlValue& value);
[[nodiscard]] std::vector<std::pair<const TomlValue*, Step>> read_spread(const TomlValue& value,
                                                                         Reading& reading);
// `hedge` and `hedge_daily` of a chain.
void read_hedge(TableReader& table, Chain& chain, Reading& reading);
[[nodiscard]] Timeouts read_timeouts(const TomlValue& value, Problems& problems);
[[nodiscard]] TriggerOverrides read_triggers(const TomlValue& table, Problems& problems);
// Takes `slow` and `error_rate` out of [triggers] and gives the rest, which are read_triggers' own.
[[nodiscard]] TomlValue read_window_rules(const TomlValue& table, Reading& reading);

// A dialect's quirks each: `quirks = { chat = {...}, messages = {...}, responses = {...} }`.
void read_quirks(const TomlValue& value, Provider& provider, Problems& problems);

// Checks that the key belongs to this provider. Never repeats a value: it may be a pasted key.
[[nodiscard]] std::optional<CredentialSpec> read_credential(const TomlMember& member,
                                                            std::string_view provider,
                                                            Problems& problems);
// What tells two credentials of a provider apart in health and records; "" for its default one.
[[nodiscard]] std::string credential_label(const CredentialSpec& spec, const Provider& provider);
// True when a key for this provider would leave the machine in the clear.
[[nodiscard]] bool sends_in_clear(const Endpoint& endpoint, const CredentialSpec& credential);

[[nodiscard]] std::vector<std::string> provider_ids(const Config& config);
// A provider's id with the nearest known one as the fix.
void add_unknown_provider(Place place, std::string_view id, Reading& reading);
// What only a trusted project file may say.
void add_untrusted(Place place, std::string_view what, Problems& problems);

}  // namespace edgee

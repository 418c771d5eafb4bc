// `edgee key list`: every key that is stored or configured, by name and source, never by value.
#include <algorithm>
#include <vector>

#include "cli/commands/key.h"
#include "cli/load_config.h"
#include "cli/streams.h"
#include "core/base/json.h"
#include "core/credential/key_file.h"

namespace edgee {
namespace {

struct KeyRow {
  std::string name;
  std::string from;   // keychain, file, env, command
  std::string state;  // stored, set, not set, missing, not run
};

void add(std::vector<KeyRow>& rows, KeyRow row) {
  const bool known = std::any_of(rows.begin(), rows.end(), [&row](const KeyRow& other) {
    return other.name == row.name &&
           (other.from == row.from || (row.from == "keychain" && other.from == "file"));
  });
  if (!known) rows.push_back(std::move(row));
}

// What the configuration asks for, whether it is there or not.
void add_wanted(std::vector<KeyRow>& rows, Context& context, const CredentialSpec& spec,
                bool keychain_read) {
  switch (spec.source) {
    case CredentialSource::keychain:
      add(rows, {spec.name, "keychain", keychain_read ? "missing" : "unknown"});
      break;
    case CredentialSource::env: {
      const bool set = !context.environment().get(spec.name).value_or("").empty();
      add(rows, {spec.name, "env", set ? "set" : "not set"});
      break;
    }
    case CredentialSource::command:
      if (!spec.command.empty()) add(rows, {spec.command.front(), "command", "run when needed"});
      break;
    case CredentialSource::none:
    case CredentialSource::pass_through:
      break;
  }
}

void add_configured(std::vector<KeyRow>& rows, Context& context, bool keychain_read) {
  const auto config = load_config(context);
  if (!config) {
    context.io().err << "edgee: " << config.error().message << '\n';
    return;
  }
  for (const auto& [name, chain] : config->chains) {
    for (const Step& step : chain.steps) {
      const Provider* const provider = config->provider(step.target.provider);
      if (provider == nullptr) continue;
      CredentialSpec spec = step.credential.value_or(provider->credential);
      if (spec.source == CredentialSource::keychain && spec.name.empty()) spec.name = provider->id;
      add_wanted(rows, context, spec, keychain_read);
    }
  }
}

void print_json(std::ostream& out, const std::vector<KeyRow>& rows) {
  OrderedJson list = OrderedJson::array();
  for (const KeyRow& row : rows) {
    list.push_back({{"name", row.name}, {"from", row.from}, {"state", row.state}});
  }
  out << dump_json(OrderedJson{{"schema", 1}, {"keys", std::move(list)}}) << '\n';
}

}  // namespace

Result<int> list_keys(Context& context, bool json) {
  std::vector<KeyRow> rows;
  KeyFile file(context.files(), context.paths().secrets_file);
  const auto in_file = file.list();
  if (!in_file) return tl::unexpected<Error>(in_file.error());
  for (const std::string& name : *in_file)
    add(rows, {name, "file", "stored"});
  const auto stored = context.secrets().list();
  if (stored) {
    for (const std::string& name : *stored)
      add(rows, {name, "keychain", "stored"});
  } else {
    context.io().err << "edgee: " << stored.error().message << '\n';
  }
  add_configured(rows, context, stored.has_value());
  if (json) {
    print_json(context.io().out, rows);
    return 0;
  }
  if (rows.empty()) {
    context.io().err << "no keys; store one: edgee key set PROVIDER\n";
    return 0;
  }
  std::vector<std::vector<std::string>> table = {{"NAME", "FROM", "STATE"}};
  for (const KeyRow& row : rows)
    table.push_back({printable(row.name), row.from, row.state});
  print_table(context.io().out, table);
  return 0;
}

}  // namespace edgee

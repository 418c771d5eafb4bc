// The configuration as values with defaults. Parsed once, then shared read-only between threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/model/budget.h"
#include "core/model/chain.h"
#include "core/model/model_info.h"
#include "core/model/provider.h"
#include "core/model/trigger.h"
#include "core/model/window_rule.h"

namespace edgee {

struct LedgerSettings {
  std::int64_t keep_days = 90;
  std::int64_t max_megabytes = 200;
};

// `[limits]`: what the proxy accepts from the agent.
struct LimitSettings {
  std::int64_t max_body_megabytes = 64;
};

// `[statusline]`: our words in the agent's status line.
struct StatusLineSettings {
  bool enabled = true;
};

// `[telemetry]`: where finished requests are told to, as OTLP over HTTP.
struct TelemetrySettings {
  std::string otlp_endpoint;                 // "http://127.0.0.1:4318"; "" = nowhere
  std::string header = "authorization";      // carries the credential's whole value
  std::optional<CredentialSpec> credential;  // from a variable or a command
};

struct Config {
  std::map<std::string, Chain, std::less<>> chains;
  std::string default_chain = "default";  // what serves when no route matches
  std::vector<Route> routes;
  TriggerOverrides triggers;
  WindowRules window_rules;
  // Catalogue rows with the user's changes laid over them, and rows of the user's own.
  std::map<std::string, Provider, std::less<>> providers;
  // `[models."provider/id"]`: window, prices and abilities the catalogue does not know.
  std::vector<ModelInfo> models;
  std::vector<BudgetRule> budgets;
  LedgerSettings ledger;
  LimitSettings limits;
  StatusLineSettings statusline;
  TelemetrySettings telemetry;
  bool has_chain = false;  // false: nothing configured, the chain is found at launch

  // The configured row, else the catalogue's, else nullptr.
  [[nodiscard]] const Provider* provider(std::string_view id) const;
  // The configured row, else the catalogue's.
  [[nodiscard]] const ModelInfo& model(std::string_view provider, std::string_view id) const;
};

}  // namespace edgee

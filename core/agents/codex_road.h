// Where Codex would have gone, and through which of its providers it is led to edgee. Pure.
#pragma once

#include <string>

#include "core/agents/codex_config.h"
#include "core/agents/codex_login.h"
#include "core/base/result.h"

namespace edgee {

struct CodexRoad {
  std::string provider;  // id in Codex's settings
  std::string name;      // "" = it keeps its own
  std::string base_url;  // "" = api.openai.com
  bool is_ours = false;  // the provider is made for this run
  bool takes_openai_login = false;
  bool takes_key_variable = false;  // CODEX_API_KEY, by name
  bool refreshable = false;
};

// An error says why Codex would never talk to edgee, and what to change.
[[nodiscard]] Result<CodexRoad> find_codex_road(const CodexConfig& config,
                                                const CodexArguments& arguments, CodexLogin login);

}  // namespace edgee

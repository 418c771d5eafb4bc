// Which login Codex will bring. Pure, over ports; what is read is not kept.
// https://developers.openai.com/codex/auth
#pragma once

#include "core/agents/codex_config.h"

namespace edgee {

enum class CodexLogin {
  none,
  key_variable,  // CODEX_API_KEY
  key,           // stored
  chatgpt,       // a plan's login, which refreshes itself
  unknown,       // in the system's keyring, which only Codex reads
};

// Of the built-in provider, and of those that ask for OpenAI's login.
[[nodiscard]] CodexLogin find_codex_login(const LaunchInput& input, const CodexConfig& config,
                                          bool headless, const Environment& environment,
                                          Files& files);

}  // namespace edgee

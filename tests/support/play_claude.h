// The real Claude Code in front of the real binary. Its tests are skipped by name where npm could
// not install it.
#pragma once

#include <string>
#include <vector>

#include "tests/support/play_agents.h"

namespace edgee::play {

// "" when tests/agents is not installed.
[[nodiscard]] std::string claude_directory();
// The programs of the newest and of the oldest supported version; "" where npm could not install
// them.
[[nodiscard]] std::string newest_claude();
[[nodiscard]] std::string oldest_claude();
// Says "skipped: ..." and gives true when there is no Claude Code.
[[nodiscard]] bool skip_without_claude(const char* test);

// A made-up login as `claude /login` stores it. It does not expire.
void log_in(const Play& play, const std::string& token = "sk-ant-oat01-play");

// One sentence, no tools.
[[nodiscard]] script::Answerer sentence_brain(DialectId dialect, const std::string& text);

// PATH with Claude Code in it, and no traffic but model requests.
[[nodiscard]] Variables claude_variables(const Variables& more = {});
[[nodiscard]] Finished run_claude(const Play& play, const std::vector<std::string>& arguments,
                                  const Variables& more = {});

}  // namespace edgee::play

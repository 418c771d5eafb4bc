#include "tests/support/play_claude.h"

#include <filesystem>
#include <system_error>

#include "core/drill/brain.h"

namespace edgee::play {

std::string claude_directory() {
  return agents_directory(claude_agent());
}

std::string newest_claude() {
  const std::string directory = claude_directory();
  return directory.empty() ? "" : directory + "/claude";
}

std::string oldest_claude() {
  const std::string program = installed_agents() + "/claude-code-oldest/bin/claude.exe";
  std::error_code missing;
  return std::filesystem::exists(program, missing) ? program : "";
}

bool skip_without_claude(const char* test) {
  return skip_without(claude_agent(), test);
}

void log_in(const Play& play, const std::string& token) {
  play.home.write(".claude/.credentials.json",
                  R"({"claudeAiOauth":{"accessToken":")" + token +
                      R"(","refreshToken":"sk-ant-ort01-play","expiresAt":4102444800000,)"
                      R"("scopes":["user:inference","user:profile"],"subscriptionType":"max"}})");
}

script::Answerer sentence_brain(DialectId dialect, const std::string& text) {
  BrainScript brain;
  brain.dialect = dialect;
  brain.steps = 0;
  brain.final_text = text;
  return [brain](const script::Received& request) { return brain_answer(brain, request); };
}

Variables claude_variables(const Variables& more) {
  return agent_variables(claude_agent(), more);
}

Finished run_claude(const Play& play, const std::vector<std::string>& arguments,
                    const Variables& more) {
  return run_agent(play, claude_agent(), arguments, more);
}

}  // namespace edgee::play

// The agents as npm installs them: one row each.
#include "core/base/json.h"
#include "tests/support/play_agents.h"

namespace edgee::play {
namespace {

std::string line_of(int step) {
  return "echo step" + std::to_string(step) + " >> steps.txt";
}

std::string shell_input(int step) {
  return R"({"command":")" + line_of(step) + R"(","description":"Write a line"})";
}

std::string codex_input(int step) {
  return R"({"cmd":")" + line_of(step) + R"("})";
}

// The user's own provider in OpenCode's settings is the play's vendor.
void write_opencode_settings(const Play& play) {
  const OrderedJson provider{
      {"npm", "@ai-sdk/openai-compatible"},
      {"name", "Mine"},
      {"options",
       {{"baseURL", play.member("agent").address()}, {"apiKey", "sk-mine-key-of-the-agent"}}},
      {"models", {{"model-of-mine", {{"name", "Mine"}}}}}};
  const OrderedJson settings{{"provider", {{"mine", provider}}},
                             {"model", "mine/model-of-mine"},
                             {"small_model", "mine/model-of-mine"},
                             {"permission", {{"bash", "allow"}}},
                             {"autoupdate", false}};
  play.home.write(".config/opencode/opencode.json", dump_json(settings));
}

}  // namespace

const RealAgent& claude_agent() {
  static const RealAgent kAgent{"claude",
                                "Claude Code",
                                "claude",
                                DialectId::anthropic_messages,
                                "anthropic",
                                "claude-",
                                "sk-ant-api03-key-of-the-agent",
                                "Bash",
                                "command",
                                shell_input,
                                {"-p", "Write the three steps.", "--allowedTools", "Bash"},
                                {{"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"}},
                                nullptr,
                                false};
  return kAgent;
}

// Another model than its usual ones is given its tools as plain functions.
const RealAgent& codex_agent_of_npm() {
  static const RealAgent kAgent{
      "codex",
      "Codex",
      "../@openai/codex-linux-x64/vendor",
      DialectId::openai_responses,
      "openai",
      "gpt-5.1",
      "sk-codex-key-of-the-agent",
      "exec_command",
      "cmd",
      codex_input,
      {"exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "-m",
       "gpt-5.1", "-c", "analytics.enabled=false", "-c", "check_for_update_on_startup=false", "-c",
       "features.plugins=false", "-c", "features.apps=false", "Write the three steps."},
      {{"CODEX_API_KEY", "sk-codex-key-of-the-agent"}},
      nullptr,
      false};
  return kAgent;
}

// Its title is given, so that each of its requests is one of the loop.
const RealAgent& opencode_agent_of_npm() {
  static const RealAgent kAgent{"opencode",
                                "OpenCode",
                                "opencode",
                                DialectId::openai_chat,
                                "",
                                "model-of-mine",
                                "sk-mine-key-of-the-agent",
                                "bash",
                                "command",
                                shell_input,
                                {"run", "--title", "Three steps", "Write the three steps."},
                                {{"OPENCODE_DISABLE_AUTOUPDATE", "1"},
                                 {"OPENCODE_DISABLE_MODELS_FETCH", "1"},
                                 {"npm_config_offline", "true"}},
                                write_opencode_settings,
                                true};
  return kAgent;
}

const RealAgent* find_real_agent(std::string_view name) {
  for (const RealAgent* agent :
       {&claude_agent(), &codex_agent_of_npm(), &opencode_agent_of_npm()}) {
    if (name == agent->name) return agent;
  }
  return nullptr;
}

}  // namespace edgee::play

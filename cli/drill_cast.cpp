#include "cli/drill_cast.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/drill/drill.h"

namespace edgee {
namespace {

constexpr const char* kTask = "Run the drill.";
constexpr const char* kQuestion = "Reply with the two letters OK and nothing else.";
// Whatever an agent wants elsewhere stays on this machine.
constexpr const char* kNowhere = "http://127.0.0.1:9";

std::string command_of(int step) {
  return "echo step " + std::to_string(step) + " >> steps.txt";
}

std::string codex_input(int step) {
  return dump_json(OrderedJson{{"cmd", command_of(step)}});
}

std::string opencode_input(int step) {
  return dump_json(OrderedJson{{"command", command_of(step)}, {"description", "Write a line"}});
}

DrillCast claude_cast() {
  return {"claude",
          {"anthropic", DialectId::anthropic_messages},
          {"-p", kTask, "--allowedTools", "Bash"},
          {"-p", kQuestion},
          {{"ANTHROPIC_API_KEY", "sk-ant-api03-drill"},
           {"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"}},
          drill_brain().tool,
          drill_brain().input,
          false};
}

// Another model than its usual ones is given its tools as plain functions.
DrillCast codex_cast() {
  return {"codex",
          {"openai", DialectId::openai_responses},
          {"exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "-m",
           "gpt-5.1", "-c", "analytics.enabled=false", "-c", "check_for_update_on_startup=false",
           "-c", "features.plugins=false", "-c", "features.apps=false", kTask},
          {"exec", "--skip-git-repo-check", kQuestion},
          {{"CODEX_API_KEY", "sk-drill"}, {"HTTPS_PROXY", kNowhere}},
          "exec_command",
          codex_input,
          false};
}

// A provider of its own, whose SDK lies in the program.
DrillCast opencode_cast() {
  const OrderedJson provider{
      {"npm", "@ai-sdk/openai-compatible"},
      {"name", "Drill"},
      {"options", {{"baseURL", std::string(kNowhere) + "/v1"}, {"apiKey", "sk-drill"}}},
      {"models", {{"drill-model", {{"name", "Drill"}}}}}};
  const OrderedJson settings{{"provider", {{"drill", provider}}},
                             {"model", "drill/drill-model"},
                             {"small_model", "drill/drill-model"},
                             {"permission", {{"bash", "allow"}}},
                             {"share", "disabled"},
                             {"autoupdate", false}};
  return {"opencode",
          {"drill", DialectId::openai_chat},
          // With a title of ours it asks no model for one.
          {"run", "--title", "Drill", kTask},
          {"run", "--title", "Question", kQuestion},
          {{"OPENCODE_CONFIG_CONTENT", dump_json(settings)},
           {"OPENCODE_DISABLE_AUTOUPDATE", "1"},
           {"OPENCODE_DISABLE_MODELS_FETCH", "1"},
           {"npm_config_offline", "true"},
           {"HTTPS_PROXY", kNowhere}},
          "bash",
          opencode_input,
          true};
}

const std::vector<DrillCast>& casts() {
  static const std::vector<DrillCast> kCasts{claude_cast(), codex_cast(), opencode_cast()};
  return kCasts;
}

}  // namespace

const DrillCast* find_drill_cast(std::string_view agent) {
  const auto found = std::find_if(casts().begin(), casts().end(),
                                  [agent](const DrillCast& cast) { return cast.agent == agent; });
  return found == casts().end() ? nullptr : &*found;
}

std::vector<std::string> drillable_agents() {
  std::vector<std::string> names;
  for (const DrillCast& cast : casts())
    names.emplace_back(cast.agent);
  return names;
}

BrainScript brain_for(const DrillCast& cast) {
  BrainScript brain = drill_brain();
  brain.tool = cast.tool;
  brain.input = cast.input;
  brain.title = "Drill";
  return brain;
}

std::string printed_by(const DrillCast& cast) {
  const BrainScript brain = brain_for(cast);
  std::string lines;
  for (int step = 1; cast.prints_all && step <= brain.steps; ++step)
    lines += step_text(step) + "\n";
  return lines + brain.final_text;
}

}  // namespace edgee

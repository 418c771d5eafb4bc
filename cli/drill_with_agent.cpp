#include "cli/drill_with_agent.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

#include "core/agents/agent.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

namespace fs = std::filesystem;

// A home of its own, gone afterwards: the agent must see neither the user's settings nor his login.
class TemporaryHome {
 public:
  static Result<std::unique_ptr<TemporaryHome>> make(Random& random) {
    std::error_code error;
    const fs::path path = fs::temp_directory_path(error) / ("edgee-drill-" + random.token(12));
    if (error || !fs::create_directory(path, error)) {
      return fail("cannot make a temporary folder: " + error.message());
    }
    fs::permissions(path, fs::perms::owner_all, error);
    return std::unique_ptr<TemporaryHome>(new TemporaryHome(path));
  }
  TemporaryHome(const TemporaryHome&) = delete;
  TemporaryHome& operator=(const TemporaryHome&) = delete;
  ~TemporaryHome() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  explicit TemporaryHome(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

std::string read_all(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The agent gets nothing of the user's environment but the way to its programs.
std::map<std::string, std::string> agent_environment(Context& context, const Agent& agent,
                                                     const std::string& home,
                                                     const std::string& base_url) {
  std::map<std::string, std::string> variables = agent.point_at(base_url);
  variables["HOME"] = home;
  variables["PATH"] = context.environment().get("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
  variables["TERM"] = context.environment().get("TERM").value_or("dumb");
  variables["ANTHROPIC_API_KEY"] = "sk-ant-api03-drill";
  variables["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
  return variables;
}

// Each line of steps.txt is one run of the tool: "step 2".
LoopResult read_traces(const TemporaryHome& home, const BrainScript& brain, int code) {
  LoopResult loop;
  loop.final_text = trim(read_all(home.file("answer.txt")));
  std::istringstream lines(read_all(home.file("steps.txt")));
  for (std::string line; std::getline(lines, line);) {
    for (int step = 1; step <= brain.steps; ++step) {
      if (line == "step " + std::to_string(step)) ++loop.tool_runs[brain.input(step)];
    }
  }
  if (code != 0) loop.problem = "the agent ended with " + std::to_string(code);
  return loop;
}

// The agent's requests as the ledger saw them: one group of attempts each.
int count_requests(const std::vector<AttemptEvent>& ledger) {
  int requests = 0;
  std::string last;
  for (const AttemptEvent& event : ledger) {
    requests += event.request != last ? 1 : 0;
    last = event.request;
  }
  return requests;
}

}  // namespace

Result<void> agent_is_ready(Context& context, const std::string& name) {
  const Agent* agent = find_agent(name);
  if (agent == nullptr) {
    return fail("no agent is called \"" + name + "\"", "edgee drill --agent claude", kExitUsage);
  }
  if (context.processes().find_program(agent->program).empty()) {
    return fail(agent->profile.title + " is not installed", agent->install_hint);
  }
  return {};
}

Result<DrillRow> drill_with_agent(Context& context, const DrillPorts& ports, const Fault& fault,
                                  DialectId fallback) {
  const BrainScript brain = drill_brain();
  Result<std::unique_ptr<Stage>> stage = Stage::open(ports.servers, &fault, brain, fallback);
  if (!stage) return tl::unexpected(stage.error());
  Result<std::unique_ptr<Rehearsal>> rehearsal = Rehearsal::open(ports, **stage);
  if (!rehearsal) return tl::unexpected(rehearsal.error());
  Result<std::unique_ptr<TemporaryHome>> home = TemporaryHome::make(context.random());
  if (!home) return tl::unexpected(home.error());

  const Agent& agent = *find_agent("claude");
  ForegroundRun run;
  run.program = context.processes().find_program(agent.program);
  run.arguments = {"-p", "Run the drill.", "--allowedTools", "Bash"};
  run.environment = agent_environment(context, agent, (*home)->path(), (*rehearsal)->base_url());
  run.directory = (*home)->path();
  run.output_file = (*home)->file("answer.txt");
  const Result<int> code = context.processes().run_foreground(run, [] {});
  if (!code) return tl::unexpected(code.error());
  const std::vector<AttemptEvent> ledger = (*rehearsal)->close();
  LoopResult loop = read_traces(**home, brain, *code);
  loop.requests = count_requests(ledger);
  return judge_drill(fault, fallback, brain, loop, ledger);
}

}  // namespace edgee

#include "cli/drill_home.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

namespace fs = std::filesystem;

std::string read_all(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string last_line(std::string_view text) {
  text = trim(text);
  return std::string(text.substr(text.rfind('\n') + 1));
}

}  // namespace

Result<std::unique_ptr<DrillHome>> DrillHome::make(Random& random) {
  std::error_code error;
  const fs::path path = fs::temp_directory_path(error) / ("edgee-drill-" + random.token(12));
  if (error || !fs::create_directory(path, error)) {
    return fail("cannot make a temporary folder: " + error.message());
  }
  fs::permissions(path, fs::perms::owner_all, error);
  return std::unique_ptr<DrillHome>(new DrillHome(path));
}

DrillHome::~DrillHome() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

// Each line of steps.txt is one run of the tool: "step 2".
LoopResult DrillHome::read_traces(const DrillCast& cast, int code) const {
  const BrainScript brain = brain_for(cast);
  LoopResult loop;
  const std::string printed(trim(read_all(output_file())));
  loop.final_text = printed == printed_by(cast) ? brain.final_text : printed;
  std::istringstream lines(read_all(file("steps.txt")));
  for (std::string line; std::getline(lines, line);) {
    for (int step = 1; step <= brain.steps; ++step) {
      if (line == "step " + std::to_string(step)) ++loop.tool_runs[brain.input(step)];
    }
  }
  if (code == 0) return loop;
  const std::string why = last_line(read_all(error_file()));
  loop.problem = "the agent ended with " + std::to_string(code) + (why.empty() ? "" : ": " + why);
  return loop;
}

DrillEnvironment::DrillEnvironment(Context& context, const DrillCast& cast, const std::string& home)
    : variables_(cast.variables) {
  variables_["HOME"] = home;
  variables_["PATH"] = context.environment().get("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
  variables_["TERM"] = context.environment().get("TERM").value_or("dumb");
}

std::optional<std::string> DrillEnvironment::get(std::string_view name) const {
  const auto found = variables_.find(std::string(name));
  return found == variables_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace edgee

#include "cli/launch_statusline.h"

#include <utility>

namespace edgee {
namespace {

// For sh.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

LaunchStatusLine::LaunchStatusLine(Context& context, const Agent& agent,
                                   const std::string& launch_id, bool wanted)
    : context_(context), launch_id_(launch_id) {
  const Paths& paths = context.paths();
  if (!wanted || agent.add_status_line == nullptr || paths.program.empty() ||
      !context.io().out_is_terminal) {
    return;
  }
  const std::string file = paths.state_dir + "/launch/" + launch_id + ".json";
  plan_ = agent.add_status_line({context.passed_on(), paths.home, paths.directory},
                                {quoted(paths.program) + " statusline", file},
                                context.environment(), context.files());
  if (!plan_ || plan_->settings.empty()) return;
  // The session is worth more than the line.
  if (!context.files().write(file, plan_->settings)) {
    plan_.reset();
    return;
  }
  file_ = file;
}

LaunchStatusLine::~LaunchStatusLine() {
  if (!file_.empty()) (void)context_.files().remove(file_);
}

const std::vector<std::string>& LaunchStatusLine::arguments() const {
  return plan_ ? plan_->arguments : context_.passed_on();
}

void LaunchStatusLine::add_variables(std::map<std::string, std::string>& variables) const {
  variables[kLaunchVariable] = launch_id_;
  variables.erase(kOwnLineVariable);
  if (plan_ && !plan_->own_command.empty()) variables[kOwnLineVariable] = plan_->own_command;
}

}  // namespace edgee

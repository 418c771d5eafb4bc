#include "core/dialect/anthropic/agent_names.h"

#include <algorithm>

#include "core/base/json_scan.h"
#include "core/dialect/tool_names.h"

namespace edgee::anthropic {

std::string AgentNames::own(std::string_view plain) {
  if (!std::exchange(scanned_, true)) scan();
  const auto found = std::find_if(changed_.begin(), changed_.end(),
                                  [plain](const auto& name) { return name.first == plain; });
  return found == changed_.end() ? std::string(plain) : found->second;
}

void AgentNames::scan() {
  const std::string_view tools = json_at(request_, "tools");
  JsonWalk walk(tools);
  for (JsonSpan span; walk.next(span);) {
    std::string own = json_text(json_at(span.in(tools), "name"));
    std::string plain = plain_tool_name(own);
    if (plain != own) changed_.emplace_back(std::move(plain), std::move(own));
  }
}

}  // namespace edgee::anthropic

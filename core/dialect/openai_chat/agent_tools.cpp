#include "core/dialect/openai_chat/agent_tools.h"

#include <algorithm>
#include <utility>

#include "core/base/json_scan.h"
#include "core/dialect/tool_names.h"

namespace edgee::openai_chat {

AgentTool AgentTools::find(std::string_view plain) {
  if (!std::exchange(scanned_, true)) scan();
  const auto found = std::find_if(special_.begin(), special_.end(),
                                  [plain](const Special& own) { return own.plain == plain; });
  return found == special_.end() ? AgentTool{std::string(plain), false} : found->tool;
}

void AgentTools::scan() {
  const std::string_view tools = json_at(request_, "tools");
  JsonWalk walk(tools);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view tool = span.in(tools);
    const bool freeform = json_at(tool, "type") == "\"custom\"";
    std::string name = json_text(json_at(json_at(tool, freeform ? "custom" : "function"), "name"));
    std::string plain = plain_tool_name(name);
    if (!freeform && plain == name) continue;
    special_.push_back({std::move(plain), {std::move(name), freeform}});
  }
}

}  // namespace edgee::openai_chat

#include "core/agents/claude_rules.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace edgee {
namespace {

constexpr std::array<std::string_view, 9> kPathTools{
    "Read", "Edit", "Write", "MultiEdit", "NotebookEdit", "NotebookRead", "Glob", "Grep", "LS"};

// "//x" is absolute already, and "x" and "~/x" do not depend on the file's folder.
std::string anchored(const std::string& rule, const std::string& folder) {
  const std::size_t open = rule.find('(');
  if (open == std::string::npos) return rule;
  const bool path = std::find(kPathTools.begin(), kPathTools.end(),
                              std::string_view(rule).substr(0, open)) != kPathTools.end();
  const std::string_view inside = std::string_view(rule).substr(open + 1);
  if (!path || !inside.starts_with('/') || inside.starts_with("//")) return rule;
  return rule.substr(0, open + 1) + "/" + folder + std::string(inside);
}

}  // namespace

void anchor_rules(const std::string& folder, OrderedJson& settings) {
  const auto permissions = settings.find("permissions");
  if (folder.empty() || permissions == settings.end() || !permissions->is_object()) return;
  for (const char* list : {"allow", "deny", "ask"}) {
    const auto rules = permissions->find(list);
    if (rules == permissions->end() || !rules->is_array()) continue;
    for (OrderedJson& rule : *rules) {
      if (rule.is_string()) rule = anchored(rule.get<std::string>(), folder);
    }
  }
}

}  // namespace edgee

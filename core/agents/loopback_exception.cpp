#include "core/agents/loopback_exception.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/base/text.h"

namespace edgee {
namespace {

std::string with(std::string list, std::string_view host) {
  const std::vector<std::string_view> hosts = split(list, ',');
  const bool covered = std::any_of(hosts.begin(), hosts.end(), [host](std::string_view entry) {
    return trim(entry) == host || trim(entry) == "*";
  });
  if (covered) return list;
  if (!trim(list).empty()) list += ',';
  return list.append(host);
}

}  // namespace

std::map<std::string, std::string> except_loopback(
    const std::map<std::string, std::string>& environment) {
  const auto said = [&environment](const char* name, const char* otherwise) {
    const auto found = environment.find(name);
    if (found != environment.end()) return found->second;
    const auto other = environment.find(otherwise);
    return other != environment.end() ? other->second : std::string();
  };
  const auto extend = [](const std::string& list) {
    return with(with(list, "127.0.0.1"), "localhost");
  };
  return {{"NO_PROXY", extend(said("NO_PROXY", "no_proxy"))},
          {"no_proxy", extend(said("no_proxy", "NO_PROXY"))}};
}

}  // namespace edgee

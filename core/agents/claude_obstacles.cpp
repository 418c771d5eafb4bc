#include "core/agents/claude_obstacles.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/base/text.h"

namespace edgee {
namespace {

struct Road {
  std::string_view variable;
  std::string_view title;
};

constexpr std::array kRoads{
    Road{"CLAUDE_CODE_USE_BEDROCK", "Amazon Bedrock"},
    Road{"CLAUDE_CODE_USE_VERTEX", "Google Vertex AI"},
    Road{"CLAUDE_CODE_USE_FOUNDRY", "Microsoft Foundry"},
    Road{"CLAUDE_CODE_USE_MANTLE", "Amazon Bedrock Mantle"},
    Road{"CLAUDE_CODE_USE_ANTHROPIC_AWS", "Claude Platform on AWS"},
};

constexpr std::string_view kSocket = "ANTHROPIC_UNIX_SOCKET";

bool is_on(std::string_view value) {
  const std::string word = lower(trim(value));
  return word == "1" || word == "true" || word == "yes" || word == "on";
}

std::string value_in(const std::map<std::string, std::string>& variables, std::string_view name) {
  const auto found = variables.find(std::string(name));
  return found == variables.end() ? std::string() : found->second;
}

std::string remedy(const SettingsSource* source, std::string_view variable) {
  const std::string name(variable);
  if (source == nullptr) return "unset " + name;
  if (source->origin == SettingsOrigin::managed) {
    return "ask whoever manages this machine to take " + name + " out of " + source->place;
  }
  return "take " + name + " out of " + source->place;
}

// `source` is nullptr for the environment that edgee was started with.
Error explain_road(const Road& road, const SettingsSource* source) {
  const std::string place = source == nullptr ? "the environment" : source->place;
  return Error{"Claude Code would talk to " + std::string(road.title) +
                   " and never to edgee, because " + std::string(road.variable) + " is set in " +
                   place,
               remedy(source, road.variable) +
                   "; edgee cannot stand between Claude Code and this cloud yet"};
}

Error explain_socket(const SettingsSource* source) {
  const std::string place = source == nullptr ? "the environment" : source->place;
  return Error{"Claude Code would talk to a Unix socket and never to edgee, because " +
                   std::string(kSocket) + " is set in " + place,
               remedy(source, kSocket)};
}

}  // namespace

std::optional<Error> find_obstacle(const ClaudeSettings& settings, const Environment& environment) {
  for (const Road& road : kRoads) {
    if (is_on(environment.get(road.variable).value_or(""))) return explain_road(road, nullptr);
    for (const SettingsSource& source : settings.sources) {
      if (source.is_own() && is_on(value_in(source.environment, road.variable))) {
        return explain_road(road, &source);
      }
    }
  }
  if (!environment.get(kSocket).value_or("").empty()) return explain_socket(nullptr);
  for (const SettingsSource& source : settings.sources) {
    if (!value_in(source.environment, kSocket).empty()) return explain_socket(&source);
  }
  return std::nullopt;
}

bool is_other_road(std::string_view variable) {
  return std::any_of(kRoads.begin(), kRoads.end(),
                     [variable](const Road& road) { return road.variable == variable; });
}

}  // namespace edgee

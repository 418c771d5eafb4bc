#include "core/agents/claude_obstacles.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/agents/claude_names.h"
#include "core/base/text.h"

namespace edgee {
namespace {

struct Cloud {
  std::string_view variable;
  std::string_view title;
};

constexpr std::array kClouds{
    Cloud{"CLAUDE_CODE_USE_BEDROCK", "Amazon Bedrock"},
    Cloud{"CLAUDE_CODE_USE_VERTEX", "Google Vertex AI"},
    Cloud{"CLAUDE_CODE_USE_FOUNDRY", "Microsoft Foundry"},
    Cloud{"CLAUDE_CODE_USE_MANTLE", "Amazon Bedrock Mantle"},
    Cloud{"CLAUDE_CODE_USE_ANTHROPIC_AWS", "Claude Platform on AWS"},
    Cloud{"CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD", "Claude Platform on Google Cloud"},
};

constexpr std::string_view kSocket = "ANTHROPIC_UNIX_SOCKET";

bool is_on(std::string_view value) {
  const std::string word = lower(trim(value));
  return word == "1" || word == "true" || word == "yes" || word == "on";
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
Error explain_cloud(const Cloud& cloud, const SettingsSource* source) {
  const std::string place = source == nullptr ? "the environment" : source->place;
  return Error{"Claude Code would talk to " + std::string(cloud.title) +
                   " and never to edgee, because " + std::string(cloud.variable) + " is set in " +
                   place,
               remedy(source, cloud.variable) +
                   "; edgee cannot stand between Claude Code and this cloud yet"};
}

Error explain_socket(const SettingsSource* source) {
  const std::string place = source == nullptr ? "the environment" : source->place;
  return Error{"Claude Code would talk to a Unix socket and never to edgee, because " +
                   std::string(kSocket) + " is set in " + place,
               remedy(source, kSocket)};
}

// They win over the --settings flag too, which is all that edgee has (seen in 2.1.197 and 2.1.332).
Error explain_managed_url(const SettingsSource& source) {
  return Error{"Claude Code would talk to the base URL of " + source.place +
                   " and never to edgee, because managed settings win over everything else",
               remedy(&source, kClaudeBaseUrl) + ", or start claude itself"};
}

}  // namespace

std::optional<Error> find_obstacle(const ClaudeSettings& settings, const Environment& environment) {
  for (const Cloud& cloud : kClouds) {
    if (is_on(environment.get(cloud.variable).value_or(""))) return explain_cloud(cloud, nullptr);
    for (const SettingsSource& source : settings.sources) {
      if (source.is_own() && is_on(source.variable(cloud.variable))) {
        return explain_cloud(cloud, &source);
      }
    }
  }
  if (!environment.get(kSocket).value_or("").empty()) return explain_socket(nullptr);
  for (const SettingsSource& source : settings.sources) {
    if (!source.variable(kSocket).empty()) return explain_socket(&source);
    const bool managed = source.origin == SettingsOrigin::managed;
    if (managed && !source.variable(kClaudeBaseUrl).empty()) return explain_managed_url(source);
  }
  return std::nullopt;
}

bool is_other_cloud(std::string_view variable) {
  return std::any_of(kClouds.begin(), kClouds.end(),
                     [variable](const Cloud& cloud) { return cloud.variable == variable; });
}

}  // namespace edgee

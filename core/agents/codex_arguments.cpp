#include "core/agents/codex_arguments.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::array kModelless{"login", "logout",    "mcp",  "completion", "features",
                                "help",  "--version", "-V",   "--help",     "-h",
                                "apply", "sandbox",   "debug"};
constexpr std::array kResuming{"resume", "fork"};
constexpr std::array kHeadless{"exec", "e", "review"};

template <class Words>
bool is_one_of(const std::string& argument, const Words& words) {
  return std::find(words.begin(), words.end(), argument) != words.end();
}

// The value of the option at `at`, in each way that can be written: "--config v", "--config=v",
// "-c v", "-cv", "-c=v". `end` becomes the index behind it. nullopt: another argument.
std::optional<std::string> option_value(const std::vector<std::string>& arguments, std::size_t at,
                                        std::string_view name, std::string_view letter,
                                        std::size_t& end) {
  const std::string_view argument = arguments[at];
  if (argument == name || argument == letter) {
    if (at + 1 >= arguments.size()) return std::nullopt;
    end = at + 2;
    return arguments[at + 1];
  }
  end = at + 1;
  if (argument.starts_with(name) && argument.substr(name.size()).starts_with('=')) {
    return std::string(argument.substr(name.size() + 1));
  }
  if (!argument.starts_with(letter)) return std::nullopt;
  std::string_view value = argument.substr(letter.size());
  if (value.starts_with('=')) value.remove_prefix(1);
  return std::string(value);
}

CodexOverride read_override(std::string_view text, std::size_t end) {
  const std::size_t equals = text.find('=');
  const bool has_value = equals != std::string_view::npos;
  return {std::string(trim(text.substr(0, equals))),
          has_value ? std::string(trim(text.substr(equals + 1))) : "", end};
}

}  // namespace

CodexArguments read_codex_arguments(const std::vector<std::string>& arguments) {
  CodexArguments read;
  for (std::size_t at = 0; at < arguments.size() && arguments[at] != "--";) {
    std::size_t end = at + 1;
    if (const auto text = option_value(arguments, at, "--config", "-c", end)) {
      read.overrides.push_back(read_override(*text, end));
    } else if (const auto name = option_value(arguments, at, "--profile", "-p", end)) {
      read.profile = *name;
    } else {
      end = at + 1;
      read.local = read.local || arguments[at] == "--oss";
      read.needs_model = read.needs_model && !is_one_of(arguments[at], kModelless);
      read.resumes = read.resumes || is_one_of(arguments[at], kResuming);
      read.headless = read.headless || is_one_of(arguments[at], kHeadless);
    }
    at = end;
  }
  return read;
}

std::vector<std::string> with_codex_overrides(std::vector<std::string> arguments,
                                              const std::vector<std::string>& overrides) {
  const CodexArguments own = read_codex_arguments(arguments);
  std::vector<std::string> ours;
  for (const std::string& setting : overrides) {
    ours.emplace_back("-c");
    ours.push_back(setting);
  }
  const std::size_t behind = own.overrides.empty() ? 0 : own.overrides.back().end;
  arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(behind),
                   std::make_move_iterator(ours.begin()), std::make_move_iterator(ours.end()));
  return arguments;
}

}  // namespace edgee

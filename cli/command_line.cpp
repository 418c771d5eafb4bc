#include "cli/command_line.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "cli/streams.h"
#include "core/base/text.h"

namespace edgee {
namespace {

Error usage_error(std::string message, std::string hint) {
  return {std::move(message), std::move(hint), kExitUsage};
}

bool takes_separate_value(const CLI::App& command, const std::string& argument) {
  const bool is_long = argument.starts_with("--");
  if (argument.find('=') != std::string::npos || (!is_long && argument.size() != 2)) return false;
  const CLI::Option* const option = command.get_option_no_throw(argument);
  return option != nullptr && option->get_items_expected_max() > 0;
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::string path_of(const CLI::App& app) {
  const CLI::App* const parent = app.get_parent();
  return parent == nullptr ? "edgee" : path_of(*parent) + " " + app.get_name();
}

const CLI::App& innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.back());
}

std::vector<std::string> names_of_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames())
      names.push_back("--" + name);
  }
  return names;
}

}  // namespace

std::vector<std::string> cut_passed_on(std::vector<std::string>& arguments,
                                       const CLI::App& command) {
  std::size_t at = 1;
  while (at < arguments.size() && arguments[at].starts_with('-') && arguments[at] != "--") {
    at += takes_separate_value(command, arguments[at]) ? 2U : 1U;
  }
  const auto index = [&](std::size_t i) { return arguments.begin() + static_cast<long>(i); };
  if (at < arguments.size() && arguments[at] == "--") arguments.erase(index(at));
  if (at >= arguments.size()) return {};
  std::vector<std::string> rest(index(at + 1), arguments.end());
  arguments.resize(at + 1);
  return rest;
}

Result<void> check_commands(const CLI::App& root, const std::vector<std::string>& arguments) {
  const CLI::App* app = &root;
  for (std::size_t i = 0; !names_of_commands(*app).empty(); ++i) {
    const std::vector<std::string> names = names_of_commands(*app);
    if (i == arguments.size()) {
      return tl::unexpected(
          usage_error("`" + path_of(*app) + "` needs a command", "one of: " + join(names, ", ")));
    }
    const std::string& word = arguments[i];
    if (word.starts_with('-')) return {};
    if (std::find(names.begin(), names.end(), word) == names.end()) {
      const std::string nearest = nearest_word(word, names);
      return tl::unexpected(
          usage_error("unknown command \"" + printable(word) + "\"",
                      nearest.empty() ? "`" + path_of(*app) + " --help` lists the commands"
                                      : "did you mean `" + path_of(*app) + " " + nearest + "`?"));
    }
    app = app->get_subcommand(word);
  }
  return {};
}

Error explain(const CLI::App& root, const CLI::ParseError& error,
              const std::vector<std::string>& arguments) {
  const CLI::App& command = innermost(root);
  const std::vector<std::string> options = names_of_options(command);
  for (const std::string& argument : arguments) {
    const std::string name = argument.substr(0, argument.find('='));
    if (!name.starts_with("--") || name == "--") continue;
    if (std::find(options.begin(), options.end(), name) != options.end()) continue;
    const std::string nearest = nearest_word(name, options);
    return usage_error("unknown option " + printable(name),
                       nearest.empty() ? "`" + path_of(command) + " --help` lists the options"
                                       : "did you mean " + nearest + "?");
  }
  std::string message = printable(trim(error.what()));
  if (!message.empty() && message.back() == '.') message.pop_back();
  const bool word = message.size() > 1 && message[1] >= 'a' && message[1] <= 'z';
  if (word) message.front() = lower(message.substr(0, 1)).front();
  return usage_error(std::move(message), "`" + path_of(command) + " --help` shows how");
}

}  // namespace edgee

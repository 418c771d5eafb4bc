// `edgee help`, `edgee help chain add`, and the topics that belong to no command.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kTopics{{
    {"exit-codes",
     "0    all went well\n"
     "1    it failed\n"
     "2    the command line or the configuration is wrong\n"
     "4    a login or a key is needed first\n"
     "130  interrupted\n"
     "`edgee launch` ends with the agent's own exit code, 128 + n when a signal ended it.\n"},
    {"environment",
     "EDGEE_CHAIN       the chain for all requests, instead of routes and default_chain\n"
     "XDG_CONFIG_HOME   edgee/config.toml is read there (default: ~/.config)\n"
     "XDG_STATE_HOME    the ledger is kept there, under edgee/ (default: ~/.local/state)\n"
     "VISUAL, EDITOR    the editor for `edgee chain edit`\n"
     "NO_COLOR          no colour; also CLICOLOR=0 and TERM=dumb; CLICOLOR_FORCE=1 forces it\n"
     "HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE\n"
     "                  how providers are reached\n"},
}};

Result<int> show_help(const CLI::App& root, const std::vector<std::string>& words,
                      Context& context) {
  std::vector<std::string> names;
  const CLI::App* app = &root;
  std::string path = "edgee";
  for (const std::string& word : words) {
    names.clear();
    if (app == &root) {
      for (const auto& [topic, text] : kTopics) {
        if (word == topic && words.size() == 1) {
          context.io().out << text;
          return 0;
        }
        names.emplace_back(topic);
      }
    }
    const CLI::App* found = nullptr;
    for (const CLI::App* command : app->get_subcommands([](const CLI::App*) { return true; })) {
      names.push_back(command->get_name());
      if (command->get_name() == word) found = command;
    }
    if (found == nullptr) {
      const std::string nearest = nearest_word(word, names);
      return fail("no help on \"" + word + "\"",
                  nearest.empty() ? "topics and commands: " + join(names, ", ")
                                  : "did you mean \"" + nearest + "\"?",
                  kExitUsage);
    }
    app = found;
    path += " " + word;
  }
  // Not app->help(): that would describe the command being run, which is this one.
  context.io().out << app->get_formatter()->make_help(app, path, CLI::AppFormatMode::Normal);
  return 0;
}

}  // namespace

void declare_help(CLI::App& command, Context& context, Run& run) {
  const auto words = std::make_shared<std::vector<std::string>>();
  command.add_option("words", *words, "A command, exit-codes or environment");
  command.footer("Examples:\n  edgee help chain add\n  edgee help exit-codes");
  command.callback([words, &command, &context, &run] {
    run = [words, &command, &context] { return show_help(*command.get_parent(), *words, context); };
  });
}

}  // namespace edgee

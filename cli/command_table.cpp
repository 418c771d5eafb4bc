// One row per command, in the order of `edgee --help`.
#include <array>

#include "cli/commands/commands.h"

namespace edgee {
namespace {

constexpr std::array kTable{
    CommandRow{"launch", "Run a coding agent with your chain behind it", declare_launch, true},
    CommandRow{"chain", "The models that answer, in order: show, edit, check", declare_chain},
    CommandRow{"drill", "Practise the failover with scripted providers", declare_drill},
    CommandRow{"proxy", "The proxy alone, in the foreground, for other clients", declare_proxy},
    CommandRow{"trust", "Accept what a project's .edgee.toml adds", declare_trust},
    CommandRow{"key", "Keys of providers, in the keychain", declare_key},
    CommandRow{"status", "The chain, how its models did last, and their keys", declare_status},
    CommandRow{"log", "What became of each request, with reasons, times and costs", declare_log},
    CommandRow{"stats", "The log summed up: tokens, costs, switches, time saved", declare_stats},
    CommandRow{"statusline", "Who serves this session, in a line for the agent's status line",
               declare_statusline},
    CommandRow{"version", "The version of edgee", declare_version},
    CommandRow{"help", "Help on a command, exit codes or the environment", declare_help},
};

}  // namespace

std::span<const CommandRow> command_table() {
  return kTable;
}

}  // namespace edgee

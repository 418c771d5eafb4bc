// `edgee statusline`: what the agent runs every two seconds and shows below its input. It answers
// at once, and says nothing rather than that something is wrong.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/agent_launch.h"
#include "cli/commands/commands.h"
#include "cli/local_time.h"
#include "cli/streams.h"
#include "core/base/text.h"
#include "core/ledger/serving_now.h"

namespace edgee {
namespace {

constexpr Duration kPatience{std::chrono::seconds(1)};
constexpr int kEventsLookedAt = 50;
constexpr std::size_t kUsualColumns = 80;

// What the agent tells its status line. Only the user's own command reads it.
std::string read_input(Streams& io) {
  if (io.in_is_terminal) return "";
  return {std::istreambuf_iterator<char>(io.in), std::istreambuf_iterator<char>()};
}

std::string own_line(Context& context) {
  const std::string command = context.environment().get(kOwnLineVariable).value_or("");
  const std::string input = read_input(context.io());
  if (command.empty()) return "";
  std::string text = context.processes().filter(command, input, kPatience).value_or("");
  while (text.ends_with('\n') || text.ends_with('\r'))
    text.pop_back();
  return text;
}

std::string our_words(Context& context) {
  const std::string launch = context.environment().get(kLaunchVariable).value_or("");
  if (launch.empty()) return "";
  Store& store = context.store();
  const auto events = store.read({.after_id = 0, .limit = kEventsLookedAt, .launch = launch});
  const auto notes = store.notes(kLiveNotes);
  if (!events || !notes) return "";
  const auto note = notes->find(launch);
  const WallTime now = context.clock().wall_now();
  const ServingNow serving = serving_now(
      *events, note == notes->end() ? std::nullopt : parse_live_note(note->second), now);
  return printable(status_words(serving, now, local_offset(now)));
}

// On the screen: without colours and other escape sequences, and in characters.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0x1b && i + 1 < text.size() && text[i + 1] == '[') {
      i = std::min(text.find_first_of("ABCDHJKfmhl", i + 2), text.size());
    } else if (byte == 0x1b && i + 1 < text.size() && text[i + 1] == ']') {
      i = std::min(text.find_first_of("\a\\", i + 2), text.size());
    } else if ((byte & 0xC0U) != 0x80U) {
      ++width;
    }
  }
  return width;
}

// His first, ours behind it where both fit on one line, else below.
std::string joined(const std::string& own, const std::string& ours, std::size_t columns) {
  if (own.empty() || ours.empty()) return own + ours;
  constexpr std::string_view kBetween = " | ";
  const bool fits = own.find('\n') == std::string::npos &&
                    width_of(own) + kBetween.size() + width_of(ours) <= columns;
  return own + (fits ? std::string(kBetween) : "\n") + ours;
}

Result<int> show_line(Context& context) {
  const long long columns = parse_number(context.environment().get("COLUMNS").value_or(""));
  const std::string own = own_line(context);
  const std::string line = joined(own, our_words(context),
                                  columns > 0 ? static_cast<std::size_t>(columns) : kUsualColumns);
  if (!line.empty()) context.io().out << line << '\n';
  return 0;
}

}  // namespace

void declare_statusline(CLI::App& command, Context& context, Run& run) {
  command.footer(
      "`edgee launch` makes this the status line of the agent it starts, for that session only. "
      "It\n"
      "reads what the agent tells it on stdin, runs your own status line with it (cut after 1 s) "
      "and\n"
      "adds a few words: who serves now, why, and until when. Outside of such a session it prints\n"
      "nothing. It always ends with 0.\n\n"
      "To do without it: [statusline] enabled = false in the configuration.\n\n"
      "Examples:\n"
      "  edgee statusline < status.json");
  command.callback([&context, &run] { run = [&context] { return show_line(context); }; });
}

}  // namespace edgee

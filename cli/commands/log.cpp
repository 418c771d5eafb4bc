// `edgee log`: what was attempted, newest last, and on with it when followed.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/local_time.h"
#include "cli/streams.h"
#include "core/ledger/ledger.h"

namespace edgee {
namespace {

constexpr Duration kBetweenLooks{250};
constexpr int kMostAtOnce = 10'000;

struct LogFlags {
  EventQuery query{.after_id = 0, .limit = 50, .launch = {}};
  bool json = false;
  bool follow = false;
};

void print(Streams& io, const LogFlags& flags, const std::vector<AttemptEvent>& events) {
  for (const AttemptEvent& event : events) {
    io.out << (flags.json ? to_json(event) : printable(describe(event, local_offset(event.at))))
           << '\n';
  }
  io.out.flush();
}

Result<int> show_log(Context& context, LogFlags flags) {
  Streams& io = context.io();
  auto events = context.store().read(flags.query);
  if (!events) return tl::unexpected<Error>(events.error());
  if (events->empty() && !flags.follow && !flags.json) io.err << "nothing is recorded yet\n";
  print(io, flags, *events);
  // Ends with Ctrl-C, or when nobody reads any more.
  while (flags.follow && io.out.good()) {
    if (!events->empty()) flags.query.after_id = events->back().id;
    flags.query.limit = kMostAtOnce;
    context.clock().sleep(kBetweenLooks, {});
    events = context.store().read(flags.query);
    if (!events) return tl::unexpected<Error>(events.error());
    print(io, flags, *events);
  }
  return 0;
}

}  // namespace

void declare_log(CLI::App& command, Context& context, Run& run) {
  const auto flags = std::make_shared<LogFlags>();
  command.add_flag("-f,--follow", flags->follow, "Go on as things happen");
  command.add_flag("--json", flags->json, "One JSON object a line");
  command.add_option("-n,--limit", flags->query.limit, "The newest so many (default: 50)")
      ->type_name("N")
      ->check(CLI::Range(0, kMostAtOnce));
  command.add_option("--launch", flags->query.launch, "Of one launch only; --json shows its id")
      ->type_name("ID");
  command.footer("Examples:\n  edgee log --follow\n  edgee log --json --limit 1000");
  command.callback(
      [flags, &context, &run] { run = [flags, &context] { return show_log(context, *flags); }; });
}

}  // namespace edgee

// `edgee log`: what became of each request, newest last, and on with it when followed.
#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/local_time.h"
#include "cli/streams.h"
#include "core/ledger/ledger.h"
#include "core/ledger/story.h"

namespace edgee {
namespace {

constexpr Duration kBetweenLooks{250};
constexpr int kMostAtOnce = 10'000;
constexpr int kMostPerRequest = 12;  // attempts; what more there were is not told

struct LogFlags {
  EventQuery query{.after_id = 0, .limit = 50, .launch = {}};
  bool json = false;
  bool follow = false;
};

void print_json(Streams& io, const std::vector<AttemptEvent>& events) {
  for (const AttemptEvent& event : events)
    io.out << to_json(event) << '\n';
  io.out.flush();
}

void print_stories(Streams& io, std::span<const RequestAttempts> requests) {
  for (const RequestAttempts& request : requests)
    io.out << printable(tell(request, local_offset(request.front().at))) << '\n';
  io.out.flush();
}

Result<std::vector<AttemptEvent>> read_newest(Context& context, const LogFlags& flags) {
  EventQuery query = flags.query;
  if (!flags.json) query.limit = std::min(query.limit * kMostPerRequest, kMostAtOnce);
  return context.store().read(query);
}

// The attempts of a request are written together, but a look may fall between them: a request that
// is not settled waits for one more look.
class Follower {
 public:
  Follower(Context& context, const LogFlags& flags, std::int64_t after_id)
      : context_(context), flags_(flags) {
    flags_.query.after_id = after_id;
    flags_.query.limit = kMostAtOnce;
  }

  Result<void> look() {
    auto events = context_.store().read(flags_.query);
    if (!events) return tl::unexpected<Error>(events.error());
    if (!events->empty()) flags_.query.after_id = events->back().id;
    if (flags_.json) {
      print_json(context_.io(), *events);
      return {};
    }
    const bool waited = !waiting_.empty() && events->empty();
    waiting_.insert(waiting_.end(), events->begin(), events->end());
    std::vector<RequestAttempts> ready;
    std::vector<AttemptEvent> rest;
    for (RequestAttempts& request : group_by_request(waiting_)) {
      if (waited || is_settled(request)) {
        ready.push_back(std::move(request));
      } else {
        rest.insert(rest.end(), request.begin(), request.end());
      }
    }
    waiting_ = std::move(rest);
    print_stories(context_.io(), ready);
    return {};
  }

 private:
  Context& context_;
  LogFlags flags_;
  std::vector<AttemptEvent> waiting_;
};

// Ends with Ctrl-C, or when nobody reads any more.
Result<int> follow(Context& context, const LogFlags& flags, std::int64_t after_id) {
  Follower follower(context, flags, after_id);
  while (context.io().out.good()) {
    context.clock().sleep(kBetweenLooks, {});
    if (auto looked = follower.look(); !looked) return tl::unexpected<Error>(looked.error());
  }
  return 0;
}

Result<int> show_log(Context& context, const LogFlags& flags) {
  Streams& io = context.io();
  const auto events = read_newest(context, flags);
  if (!events) return tl::unexpected<Error>(events.error());
  if (events->empty() && !flags.follow && !flags.json) io.err << "nothing is recorded yet\n";
  if (flags.json) {
    print_json(io, *events);
  } else {
    const std::vector<RequestAttempts> requests = group_by_request(*events);
    const auto most = static_cast<std::size_t>(flags.query.limit);
    print_stories(io, std::span(requests).last(std::min(most, requests.size())));
  }
  if (!flags.follow) return 0;
  return follow(context, flags, events->empty() ? 0 : events->back().id);
}

}  // namespace

void declare_log(CLI::App& command, Context& context, Run& run) {
  const auto flags = std::make_shared<LogFlags>();
  command.add_flag("-f,--follow", flags->follow, "Go on as things happen");
  command.add_flag("--json", flags->json, "One JSON object a line");
  command
      .add_option("-n,--limit", flags->query.limit,
                  "The newest so many requests; with --json, attempts (default: 50)")
      ->type_name("N")
      ->check(CLI::Range(0, kMostAtOnce));
  command.add_option("--launch", flags->query.launch, "Of one launch only; --json shows its id")
      ->type_name("ID");
  command.footer(
      "One line per request says what became of it: who answered, what had failed before and why.\n"
      "Times are local. --json gives one object per attempt instead, with times in UTC; its "
      "members\n"
      "keep their names and meanings, see the README.\n\n"
      "Examples:\n  edgee log --follow\n  edgee log --json --limit 1000");
  command.callback(
      [flags, &context, &run] { run = [flags, &context] { return show_log(context, *flags); }; });
}

}  // namespace edgee

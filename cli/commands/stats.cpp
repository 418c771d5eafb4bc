// `edgee stats`: what the ledger adds up to, per target and per day.
#include "core/ledger/stats.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/local_time.h"
#include "cli/streams.h"
#include "core/base/text.h"
#include "core/ledger/figures.h"

namespace edgee {
namespace {

using Table = std::vector<std::vector<std::string>>;

struct StatsFlags {
  std::string since = "7d";
  bool json = false;
};

// "90m", "36h", "7d", "2w"; at most ten years.
std::optional<std::chrono::hours> parse_span(std::string_view text) {
  constexpr long long kTenYears = 24LL * 3650;
  if (text.size() < 2) return std::nullopt;
  const long long count = parse_number(text.substr(0, text.size() - 1));
  long long hours = 0;
  if (text.back() == 'h') hours = 1;
  if (text.back() == 'd') hours = 24;
  if (text.back() == 'w') hours = 24LL * 7;
  if (count < 1 || hours == 0 || count > kTenYears / hours) return std::nullopt;
  return std::chrono::hours(count * hours);
}

std::string dollars(double cost, int unpriced) {
  std::string text = "$" + spell_fixed(cost, cost < 1 ? 4 : 2);
  if (unpriced > 0) text += " + " + std::to_string(unpriced) + " without a price";
  return text;
}

std::string input_of(const TokenUsage& usage) {
  return spell_count(usage.input + usage.cache_read + usage.cache_write);
}

std::string minutes(Duration time) {
  return std::to_string(std::chrono::round<std::chrono::minutes>(time).count());
}

std::string counted(int count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

void print_targets(Streams& io, const std::vector<TargetReport>& targets) {
  Table table = {{"TARGET", "ASKED", "ANSWERED", "FAILED", "IN", "OUT", "COST"}};
  for (const TargetReport& report : targets) {
    int failed = 0;
    for (const auto& [trigger, count] : report.failures)
      failed += count;
    table.push_back({printable(report.target), std::to_string(report.attempts),
                     std::to_string(report.answered), std::to_string(failed),
                     input_of(report.usage), spell_count(report.usage.output),
                     dollars(report.cost_usd, report.unpriced)});
  }
  print_table(io.out, table);
}

void print_days(Streams& io, const std::vector<DaySums>& days) {
  Table table = {
      {"DAY", "REQUESTS", "SWITCHES", "SEAMS", "SAVED", "MIN SAVED", "IN", "OUT", "COST"}};
  for (const auto& [day, sums] : days) {
    table.push_back({day, std::to_string(sums.requests), std::to_string(sums.switches),
                     std::to_string(sums.seams), std::to_string(sums.saves), minutes(sums.saved),
                     input_of(sums.usage), spell_count(sums.usage.output),
                     dollars(sums.cost_usd, sums.unpriced)});
  }
  print_table(io.out, table);
}

void print(Streams& io, const Stats& stats) {
  const Sums& total = stats.total;
  io.out << styled(io, Style::bold, counted(total.requests, "request")) << ", " << total.switches
         << (total.switches == 1 ? " switch" : " switches") << ", " << counted(total.seams, "seam")
         << ", " << total.saves << " saved, about " << minutes(total.saved) << " min; "
         << dollars(total.cost_usd, total.unpriced) << "\n\n";
  print_targets(io, stats.targets);
  io.out << '\n';
  print_days(io, stats.days);
}

Result<int> show_stats(Context& context, const StatsFlags& flags) {
  const auto span = parse_span(flags.since);
  if (!span) {
    return fail(
        "--since takes a time such as 36h, 7d or 4w, not \"" + printable(flags.since) + "\"",
        "edgee stats --since 30d", kExitUsage);
  }
  EventQuery query{.after_id = 0, .limit = std::numeric_limits<int>::max(), .launch = {}};
  query.since = context.clock().wall_now() - *span;
  const auto events = context.store().read(query);
  if (!events) return tl::unexpected<Error>(events.error());
  const Stats stats = sum_up(*events, local_offset);
  Streams& io = context.io();
  if (flags.json) {
    io.out << to_json(stats, query.since) << '\n';
  } else if (stats.days.empty()) {
    io.err << "nothing is recorded in that time\n";
  } else {
    print(io, stats);
  }
  return 0;
}

}  // namespace

void declare_stats(CLI::App& command, Context& context, Run& run) {
  const auto flags = std::make_shared<StatsFlags>();
  command.add_option("--since", flags->since, "How far back: 36h, 7d, 4w (default: 7d)")
      ->type_name("TIME");
  command.add_flag("--json", flags->json, "As JSON");
  command.footer(
      "A switch: a request went on at another target. A seam: an answer that broke off in the\n"
      "middle was taken back, continued or ended properly. Saved: a request that was answered\n"
      "though the first step of its chain failed or rested. Each of them would have kept the "
      "agent\n"
      "in its own retries for 171 s (measured with Claude Code); where such stretches of one "
      "session\n"
      "overlap, the time counts once. Costs are estimates from list prices.\n\n"
      "Examples:\n  edgee stats\n  edgee stats --since 30d --json");
  command.callback(
      [flags, &context, &run] { run = [flags, &context] { return show_stats(context, *flags); }; });
}

}  // namespace edgee

// `edgee status`: the chain that would serve now, how each of its targets did last, and what is
// wrong with the ledger.
#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/default_chain.h"
#include "cli/load_config.h"
#include "cli/streams.h"
#include "core/base/json.h"
#include "core/ledger/ledger.h"

namespace edgee {
namespace {

constexpr int kEventsLookedAt = 5000;
constexpr const char* kVendor = "anthropic";  // of the agent that `launch` knows

struct StepStatus {
  std::string target;
  std::string key;  // where its key comes from and whether it is there
  std::optional<TargetReport> report;
};

std::string ago(Duration time) {
  using std::chrono::days;
  using std::chrono::hours;
  using std::chrono::minutes;
  if (time < minutes(1)) return "just now";
  if (time < hours(2)) return std::to_string(time / minutes(1)) + " min ago";
  if (time < days(2)) return std::to_string(time / hours(1)) + " h ago";
  return std::to_string(time / days(1)) + " days ago";
}

// Names of stored keys, as noted when they were stored: asking the keychain might prompt.
std::string key_status(Context& context, const std::map<std::string, std::string>& stored,
                       const CredentialSpec& spec) {
  switch (spec.source) {
    case CredentialSource::keychain:
      return spec.name + (stored.contains(spec.name) ? "" : " (missing)");
    case CredentialSource::env: {
      const bool set = !context.environment().get(spec.name).value_or("").empty();
      return "$" + spec.name + (set ? "" : " (not set)");
    }
    case CredentialSource::command:
      return spec.command.empty() ? "command" : "command " + spec.command.front();
    case CredentialSource::pass_through:
      return "the agent's own";
    case CredentialSource::none:
      break;
  }
  return "none";
}

std::vector<StepStatus> look_at(Context& context, const Config& config, const Chain& chain,
                                const std::vector<TargetReport>& reports) {
  const auto notes = context.store().notes(kKeyNotes);
  const auto stored = notes.value_or(std::map<std::string, std::string>());
  std::vector<StepStatus> steps;
  for (const Step& step : chain.steps) {
    StepStatus status;
    status.target = step.target.name();
    CredentialSpec spec;
    spec.source = CredentialSource::pass_through;
    const Provider* const provider = config.provider(step.target.provider);
    if (!step.target.is_agent() && provider != nullptr) {
      spec = step.credential.value_or(provider->credential);
      if (spec.source == CredentialSource::keychain && spec.name.empty()) spec.name = provider->id;
    }
    status.key = key_status(context, stored, spec);
    const auto found = std::find_if(
        reports.begin(), reports.end(),
        [&status](const TargetReport& report) { return report.target == status.target; });
    if (found != reports.end()) status.report = *found;
    steps.push_back(std::move(status));
  }
  return steps;
}

std::string last_of(const StepStatus& step, WallTime now) {
  if (!step.report) return "not asked yet";
  const auto since = std::chrono::duration_cast<Duration>(now - step.report->last_at);
  return (step.report->last_trigger.empty() ? "answered" : step.report->last_trigger) + " " +
         ago(since);
}

void print_steps(Streams& io, const std::string& chain, const std::vector<StepStatus>& steps,
                 WallTime now) {
  io.out << "chain " << styled(io, Style::bold, printable(chain)) << '\n';
  std::vector<std::vector<std::string>> table = {{"", "STEP", "KEY", "LAST", "ANSWERED"}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const StepStatus& step = steps[i];
    const std::string share = step.report ? std::to_string(step.report->answered) + " of " +
                                                std::to_string(step.report->attempts)
                                          : "";
    table.push_back({std::to_string(i + 1), printable(step.target), printable(step.key),
                     printable(last_of(step, now)), share});
  }
  print_table(io.out, table);
}

OrderedJson to_json(const StepStatus& step) {
  OrderedJson out{{"target", step.target}, {"key", step.key}, {"last", nullptr}};
  if (!step.report) return out;
  const TargetReport& report = *step.report;
  out["last"] = {{"at", to_iso(report.last_at)},
                 {"trigger", report.last_trigger},
                 {"reason", report.last_reason}};
  out["attempts"] = report.attempts;
  out["answered"] = report.answered;
  out["failures"] = report.failures;
  out["tokens"] = {{"input", report.usage.input},
                   {"cache_read", report.usage.cache_read},
                   {"cache_write", report.usage.cache_write},
                   {"output", report.usage.output}};
  out["cost_usd"] = report.cost_usd;
  out["unpriced"] = report.unpriced;
  return out;
}

void print_json(std::ostream& out, const std::string& chain, const std::vector<StepStatus>& steps,
                const std::string& trouble) {
  OrderedJson list = OrderedJson::array();
  for (const StepStatus& step : steps)
    list.push_back(to_json(step));
  out << dump_json(OrderedJson{
             {"schema", 1}, {"chain", chain}, {"steps", std::move(list)}, {"trouble", trouble}})
      << '\n';
}

Result<int> show_status(Context& context, bool json) {
  auto loaded = load_config(context);
  if (!loaded) return tl::unexpected<Error>(loaded.error());
  const Config config = with_found_chain(context, std::move(*loaded), kVendor);
  const auto chain = config.chains.find(config.default_chain);
  if (chain == config.chains.end()) {
    return fail("there is no chain \"" + config.default_chain + "\"", "edgee chain list",
                kExitUsage);
  }
  const auto events = context.store().read({.after_id = 0, .limit = kEventsLookedAt, .launch = {}});
  const std::string trouble = events ? context.store().trouble() : events.error().message;
  const auto reports = report_by_target(events.value_or(std::vector<AttemptEvent>()));
  const auto steps = look_at(context, config, chain->second, reports);
  Streams& io = context.io();
  if (json) {
    print_json(io.out, chain->first, steps, trouble);
    return 0;
  }
  print_steps(io, chain->first, steps, context.clock().wall_now());
  if (!trouble.empty()) io.err << "edgee: " << printable(trouble) << '\n';
  return 0;
}

}  // namespace

void declare_status(CLI::App& command, Context& context, Run& run) {
  const auto json = std::make_shared<bool>(false);
  command.add_flag("--json", *json, "As JSON");
  command.footer("Examples:\n  edgee status\n  edgee status --json");
  command.callback(
      [json, &context, &run] { run = [json, &context] { return show_status(context, *json); }; });
}

}  // namespace edgee

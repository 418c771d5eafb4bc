// `edgee status`: the chain that would serve now, how each of its targets did last, who serves the
// sessions, and what is wrong with the ledger.
#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <sstream>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/default_chain.h"
#include "cli/load_config.h"
#include "cli/local_time.h"
#include "cli/status_view.h"
#include "cli/streams.h"
#include "core/failover/health_book.h"
#include "core/ledger/figures.h"

namespace edgee {
namespace {

constexpr int kEventsLookedAt = 5000;
constexpr Duration kBetweenLooks{std::chrono::seconds(1)};
constexpr std::chrono::minutes kLately{15};
constexpr const char* kVendor = "anthropic";  // of the agent that `launch` knows

struct StatusFlags {
  bool json = false;
  bool watch = false;
};

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

// The models that the agent asked its own vendor for, the last one first.
std::vector<std::string> asked_of_vendor(const std::vector<AttemptEvent>& events) {
  std::vector<std::string> models;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const bool known = std::find(models.begin(), models.end(), event->asked_model) != models.end();
    if (event->target == "agent" && !known) models.push_back(event->asked_model);
  }
  return models;
}

void note_rest(StepStatus& status, const std::string& model, const Standing& standing) {
  if (standing.fitness == Fitness::healthy || !status.rests.empty()) return;
  status.rests = (model.empty() ? "" : model + ": ") + standing.reason;
  status.remaining = standing.remaining;
}

std::vector<StepStatus> look_at(Context& context, const Config& config, const Chain& chain,
                                const std::vector<AttemptEvent>& events, HealthBook& health) {
  const std::vector<TargetReport> reports = report_by_target(events);
  const std::vector<std::string> asked_models = asked_of_vendor(events);
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
    note_rest(status, "", health.standing(step.target, MayProbe::no));
    if (step.target.is_agent()) {
      for (const std::string& model : asked_models) {
        note_rest(status, model, health.standing({step.target.provider, model, ""}, MayProbe::no));
      }
    }
    steps.push_back(std::move(status));
  }
  return steps;
}

// Those that did something in the last quarter of an hour; else the last one that did.
std::vector<RunStatus> look_at_runs(Context& context, const std::vector<AttemptEvent>& events,
                                    WallTime now) {
  std::vector<std::string> launches;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (now - event->at > kLately && !launches.empty()) break;
    if (std::find(launches.begin(), launches.end(), event->launch) == launches.end()) {
      launches.push_back(event->launch);
    }
  }
  const auto notes = context.store().notes(kLiveNotes);
  std::vector<RunStatus> runs;
  for (const std::string& launch : launches) {
    std::vector<AttemptEvent> own;
    std::copy_if(events.begin(), events.end(), std::back_inserter(own),
                 [&launch](const AttemptEvent& event) { return event.launch == launch; });
    std::optional<LiveNote> note;
    if (notes && notes->contains(launch)) note = parse_live_note(notes->at(launch));
    runs.push_back({launch, own.back().agent, serving_now(own, note, now)});
  }
  return runs;
}

Result<StatusView> gather(Context& context) {
  auto loaded = load_config(context);
  if (!loaded) return tl::unexpected<Error>(loaded.error());
  const Config config = with_found_chain(context, std::move(*loaded), kVendor);
  const auto chain = config.chains.find(config.default_chain);
  if (chain == config.chains.end()) {
    return fail("there is no chain \"" + config.default_chain + "\"", "edgee chain list",
                kExitUsage);
  }
  const auto found = context.store().read({.after_id = 0, .limit = kEventsLookedAt, .launch = {}});
  const auto events = found.value_or(std::vector<AttemptEvent>());
  StatusView view;
  view.chain = chain->first;
  view.trouble = found ? context.store().trouble() : found.error().message;
  HealthBook health(context.clock(), context.health_store(), "status");
  health.set_agent(kVendor);
  health.refresh();
  view.steps = look_at(context, config, chain->second, events, health);
  for (const AccountWindows& account : health.windows()) {
    for (const PlanWindow& window : account.windows)
      view.windows.push_back({account.account, window.name, window.used, window.resets_at});
  }
  if (view.trouble.empty()) view.trouble = context.health_store().trouble();
  view.runs = look_at_runs(context, events, context.clock().wall_now());
  return view;
}

// The page of one moment; what is wrong stands on it.
std::string draw(Context& context) {
  std::ostringstream page;
  std::istringstream nothing;
  Streams io{.out = page, .err = page, .in = nothing};
  io.color = context.io().color;
  const WallTime now = context.clock().wall_now();
  const Result<StatusView> view = gather(context);
  if (view) {
    print_status(io, *view, now, local_offset(now));
    if (!view->trouble.empty()) page << '\n' << printable(view->trouble) << '\n';
  } else {
    page << printable(view.error().message) << '\n';
  }
  page << '\n' << time_of_day(now + local_offset(now)) << "  q leaves\n";
  return page.str();
}

Result<int> watch(Context& context) {
  Result<int> ended = context.watch([&context] { return draw(context); }, kBetweenLooks);
  if (!ended) return ended;
  return *ended == 0 ? 0 : 128 + *ended;
}

Result<int> show_status(Context& context, const StatusFlags& flags) {
  if (flags.watch) return watch(context);
  const Result<StatusView> view = gather(context);
  if (!view) return tl::unexpected<Error>(view.error());
  Streams& io = context.io();
  if (flags.json) {
    print_status_json(io.out, *view);
    return 0;
  }
  const WallTime now = context.clock().wall_now();
  print_status(io, *view, now, local_offset(now));
  if (!view->trouble.empty()) io.err << "edgee: " << printable(view->trouble) << '\n';
  return 0;
}

}  // namespace

void declare_status(CLI::App& command, Context& context, Run& run) {
  const auto flags = std::make_shared<StatusFlags>();
  CLI::Option* const json = command.add_flag("--json", flags->json, "As JSON");
  command.add_flag("-w,--watch", flags->watch, "On the whole terminal, every second, until q")
      ->excludes(json);
  command.footer("Examples:\n  edgee status\n  edgee status --watch\n  edgee status --json");
  command.callback([flags, &context, &run] {
    run = [flags, &context] { return show_status(context, *flags); };
  });
}

}  // namespace edgee

#include "core/drill/drill.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/drill_cast.h"
#include "cli/drill_with_agent.h"
#include "cli/streams.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

struct DrillOptions {
  std::vector<std::string> faults;
  std::string agent;
  bool both = false;
  bool json = false;
};

std::string milliseconds_of(Duration time) {
  if (time < Duration(1)) return "<1 ms";
  return std::to_string(time.count()) + " ms";
}

std::vector<std::string> to_cells(const DrillRow& row) {
  return {std::string(row.fault->name),
          row.trigger.empty() ? "-" : row.trigger,
          milliseconds_of(row.detected),
          milliseconds_of(row.switched),
          row.answered_by.empty() ? "-" : row.answered_by,
          std::string(to_string(row.fallback)),
          row.whole ? "whole" : "NOT WHOLE: " + printable(row.problem)};
}

OrderedJson to_json_object(const DrillRow& row) {
  return {{"fault", row.fault->name},
          {"trigger", row.trigger},
          {"detected_ms", row.detected.count()},
          {"switched_ms", row.switched.count()},
          {"answered_by", row.answered_by},
          {"dialect", to_string(row.fallback)},
          {"requests", row.requests},
          {"survived", row.whole},
          {"problem", row.problem}};
}

void print_rows(Streams& io, const std::vector<DrillRow>& rows, bool json) {
  if (json) {
    OrderedJson list = OrderedJson::array();
    for (const DrillRow& row : rows)
      list.push_back(to_json_object(row));
    io.out << dump_json(list) << "\n";
    return;
  }
  std::vector<std::vector<std::string>> cells{{"FAULT OF THE FIRST STEP", "TRIGGER",
                                               "DETECTED AFTER", "SWITCHED IN", "ANSWERED BY",
                                               "SPEAKING", "RESULT"}};
  for (const DrillRow& row : rows)
    cells.push_back(to_cells(row));
  print_table(io.out, cells);
}

Result<std::vector<const Fault*>> chosen_faults(const std::vector<std::string>& names) {
  std::vector<const Fault*> faults;
  std::vector<std::string> known;
  for (const Fault& fault : fault_table()) {
    known.emplace_back(fault.name);
    if (names.empty()) faults.push_back(&fault);
  }
  for (const std::string& name : names) {
    const Fault* fault = find_fault(name);
    if (fault == nullptr) {
      const std::string near = nearest_word(name, known);
      return fail("no fault is called \"" + name + "\"",
                  near.empty() ? "see `edgee drill`" : "did you mean \"" + near + "\"?",
                  kExitUsage);
    }
    faults.push_back(fault);
  }
  return faults;
}

// Of the small agent, or of the real one that is drilled.
DialectId vendor_dialect(const std::string& agent) {
  const DrillCast* const cast = find_drill_cast(agent);
  return cast == nullptr ? DialectId::anthropic_messages : cast->vendor.dialect;
}

Result<std::vector<DrillRow>> run_all(Context& context, const DrillOptions& options) {
  Result<std::vector<const Fault*>> faults = chosen_faults(options.faults);
  if (!faults) return tl::unexpected(faults.error());
  Keyring keyring(context.secrets(), context.environment(), context.processes());
  const DrillPorts ports{context.clock(),
                         context.random(),
                         context.upstream(),
                         context.scripted_servers(),
                         keyring,
                         [&context] { return context.make_http_server({}); }};
  std::vector<DrillRow> rows;
  std::size_t number = 0;
  for (const Fault* fault : *faults) {
    if (!befalls(*fault, vendor_dialect(options.agent))) continue;
    std::vector<DialectId> fallbacks{DialectId::anthropic_messages, DialectId::openai_chat};
    // One dialect per fault, in turn, unless both are asked for.
    if (!options.both) fallbacks = {fallbacks[number % 2]};
    ++number;
    for (const DialectId fallback : fallbacks) {
      Result<DrillRow> row =
          options.agent.empty() ? drill_fault(ports, *fault, fallback)
                                : drill_with_agent(context, ports, *fault, fallback, options.agent);
      if (!row) return tl::unexpected(row.error());
      rows.push_back(*std::move(row));
    }
  }
  return rows;
}

Result<int> run_drill(Context& context, const DrillOptions& options) {
  Streams& io = context.io();
  if (!options.agent.empty()) {
    if (auto ready = agent_is_ready(context, options.agent); !ready) {
      return tl::unexpected(ready.error());
    }
  }
  if (!options.json) {
    io.err << "edgee drill: each fault befalls the first step of a chain of two, while "
           << (options.agent.empty() ? "a small agent" : options.agent)
           << " works through a tool loop.\n"
              "Providers, keys and network are made up and stay on this machine.\n\n";
  }
  Result<std::vector<DrillRow>> rows = run_all(context, options);
  if (!rows) return tl::unexpected(rows.error());
  print_rows(io, *rows, options.json);
  const auto survived =
      std::count_if(rows->begin(), rows->end(), [](const DrillRow& row) { return row.whole; });
  const bool all = survived == static_cast<std::ptrdiff_t>(rows->size());
  io.err << "\n"
         << styled(io, all ? Style::green : Style::red,
                   std::to_string(survived) + " of " + std::to_string(rows->size()) +
                       " faults survived")
         << "\n";
  return all ? 0 : kExitFailure;
}

}  // namespace

void declare_drill(CLI::App& command, Context& context, Run& run) {
  auto options = std::make_shared<DrillOptions>();
  command.add_option("--fault", options->faults, "only this fault (may be given again)");
  command.add_option("--agent", options->agent,
                     "let the real agent work through the loop: " + join(drillable_agents(), ", "));
  command.add_flag("--both", options->both, "each fault with a fallback of either dialect");
  command.add_flag("--json", options->json, "one JSON array on stdout");
  command.footer(
      "Examples:\n  edgee drill\n  edgee drill --fault \"529 overloaded\" --both\n"
      "  edgee drill --agent codex");
  command.callback([&context, &run, options] {
    run = [&context, options] { return run_drill(context, *options); };
  });
}

}  // namespace edgee

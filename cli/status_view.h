// What `edgee status` shows, as values, and how it is printed. Main thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "core/ledger/ledger.h"
#include "core/ledger/serving_now.h"

namespace edgee {

struct StepStatus {
  std::string target;
  std::string key;  // where its key comes from and whether it is there
  std::optional<TargetReport> report;
  std::string rests;  // why it is left alone, in all sessions; "" = it is not
  Duration remaining{0};
};

// A window of a plan: "5h", "7d".
struct WindowStatus {
  std::string target;
  std::string name;
  double used = 0;  // 0 to 1
  std::optional<WallTime> resets_at;
};

// A run of edgee that was active lately, or the last one.
struct RunStatus {
  std::string launch;
  std::string agent;
  ServingNow serving;
};

struct StatusView {
  std::string chain;
  std::vector<StepStatus> steps;
  std::vector<WindowStatus> windows;
  std::vector<RunStatus> runs;
  std::string trouble;  // of the ledger; "" = none
};

void print_status(Streams& io, const StatusView& view, WallTime now,
                  std::chrono::seconds utc_offset);
// "5h 83 %, until 14:03" for each window.
void print_windows(Streams& io, const std::vector<WindowStatus>& windows, WallTime now,
                   std::chrono::seconds utc_offset);
void print_status_json(std::ostream& out, const StatusView& view);

}  // namespace edgee

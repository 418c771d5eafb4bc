#include "tests/e2e/seam_report.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>

namespace edgee::play {
namespace {

using std::chrono::milliseconds;

milliseconds at_rank(std::vector<milliseconds> times, std::size_t percent) {
  if (times.empty()) return milliseconds(0);
  std::sort(times.begin(), times.end());
  return times[(times.size() - 1) * percent / 100];
}

}  // namespace

milliseconds median(std::vector<milliseconds> times) {
  return at_rank(std::move(times), 50);
}

void print_session(const SessionEnd& end) {
  std::cout << (end.complaints.empty() ? "survived  " : "FAILED    ") << "session " << end.index
            << ", " << end.took.count() << " ms:";
  for (const Broken& one : end.broken)
    std::cout << ' ' << one.server << '/' << model::to_string(one.cause) << ';';
  std::cout << '\n';
  for (const std::string& complaint : end.complaints)
    std::cout << "          " << complaint << '\n';
  if (!end.kept.empty()) {
    std::cout << "          again: --seed " << end.seed << " --only " << end.index
              << "; its home: " << end.kept << '\n';
  }
  std::cout.flush();
}

void print_sum(const std::vector<SessionEnd>& ends, milliseconds control) {
  std::map<std::string, std::vector<milliseconds>> lost;
  std::vector<milliseconds> took;
  std::size_t survived = 0;
  for (const SessionEnd& end : ends) {
    survived += end.complaints.empty() ? 1U : 0U;
    took.push_back(end.took);
    for (const Broken& one : end.broken) {
      if (one.lost) lost[std::string(model::to_string(one.cause))].push_back(*one.lost);
    }
  }
  std::cout << "\nfrom the fault to the next request at a provider (ms)\n"
            << std::left << std::setw(18) << "cause" << std::right << std::setw(6) << "n"
            << std::setw(8) << "median" << std::setw(8) << "p95" << '\n';
  for (const auto& [cause, times] : lost) {
    std::cout << std::left << std::setw(18) << cause << std::right << std::setw(6) << times.size()
              << std::setw(8) << at_rank(times, 50).count() << std::setw(8)
              << at_rank(times, 95).count() << '\n';
  }
  std::cout << "\na session took " << median(took).count() << " ms (median; p95 "
            << at_rank(took, 95).count() << "), without faults " << control.count() << " ms\n"
            << survived << " of " << ends.size()
            << " finished with the exact text and each tool run once\n";
}

}  // namespace edgee::play

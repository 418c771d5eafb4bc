// Many sessions of a real agent, whose vendor and second provider fail by chance. Each must come to
// the very end that was intended, every tool run once.
//   seam_sessions [--agent claude|codex|opencode] [--sessions N] [--seed N] [--jobs N]
//     [--faults early|all|none] [--only N]
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include "core/base/text.h"
#include "tests/e2e/seam_report.h"
#include "tests/support/play_agents.h"

namespace edgee::play {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kSkipped = 77;

struct Options {
  const RealAgent* agent = &claude_agent();
  int sessions = 200;
  int jobs = 2;
  int only = 0;  // a session's number, from 1
  std::uint64_t seed = 0;
  Faults faults = Faults::all;
};

std::optional<Faults> read_faults(std::string_view word) {
  if (word == "none") return Faults::none;
  if (word == "early") return Faults::early;
  if (word == "all") return Faults::all;
  return std::nullopt;
}

std::optional<Options> read_options(std::span<const std::string> words) {
  Options options;
  options.seed = std::random_device()() % 1'000'000U;
  if (words.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    const std::string& name = words[i];
    const std::string& value = words[i + 1];
    const long long number = std::strtoll(value.c_str(), nullptr, 10);
    const std::optional<Faults> faults = read_faults(value);
    if (name == "--faults" && faults) {
      options.faults = *faults;
    } else if (name == "--agent" && find_real_agent(value) != nullptr) {
      options.agent = find_real_agent(value);
    } else if (name == "--seed") {
      options.seed = static_cast<std::uint64_t>(number);
    } else if (name == "--sessions" && number > 0) {
      options.sessions = static_cast<int>(number);
    } else if (name == "--jobs" && number > 0) {
      options.jobs = static_cast<int>(number);
    } else if (name == "--only" && number > 0) {
      options.only = static_cast<int>(number);
    } else {
      return std::nullopt;
    }
  }
  return options;
}

// What the session left, for a reader: its home, and what each provider was asked.
std::string keep_home(const Play& play, const Finished& finished, std::uint64_t seed, int index) {
  namespace fs = std::filesystem;
  play.home.write("agent-said.txt", finished.out + "\n--- stderr\n" + finished.err);
  for (const auto& cast : play.cast()) {
    std::string text;
    for (const script::Received& received : cast->server->received())
      text += received.method + " " + received.target + "\n" + received.body + "\n\n";
    play.home.write("asked-of-" + cast->id + ".txt", text);
  }
  std::string ledger;
  for (const Json& event : play.ledger())
    ledger += dump_json(event) + "\n";
  play.home.write("ledger.txt", ledger);
  const fs::path kept = fs::temp_directory_path() /
                        ("edgee-seam-" + std::to_string(seed) + "-" + std::to_string(index));
  std::error_code error;
  fs::remove_all(kept, error);
  fs::copy(play.home.path(), kept, fs::copy_options::recursive | fs::copy_options::copy_symlinks,
           error);
  return kept.string();
}

std::vector<std::string> judge(const Play& play, const SeamStage& stage, const Finished& finished) {
  std::vector<std::string> complaints = stage.complaints();
  if (finished.code != 0) {
    complaints.push_back("the exit code was " + std::to_string(finished.code));
  }
  if (!stage.is_printed(finished.out)) {
    complaints.push_back("it printed: " + finished.out + finished.err);
  }
  std::vector<std::string> lines = play.home.lines("work/steps.txt");
  std::sort(lines.begin(), lines.end());
  if (lines != stage.intended_lines()) {
    complaints.push_back("the tools wrote: " + join(lines, ", ") +
                         " and not: " + join(stage.intended_lines(), ", "));
  }
  return complaints;
}

SessionEnd run_session(const RealAgent& agent, std::uint64_t seed, int index, Faults faults) {
  SeamStage stage(seed * 1'000'003U + static_cast<std::uint64_t>(index), faults, agent);
  Play play;
  stage.cast(play);
  const auto began = steady_clock::now();
  const Finished finished = run_three_steps(play, agent);
  SessionEnd end;
  end.took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - began);
  end.index = index;
  end.seed = seed;
  end.complaints = judge(play, stage, finished);
  end.broken = stage.broken();
  if (!end.complaints.empty()) end.kept = keep_home(play, finished, seed, index);
  return end;
}

std::vector<SessionEnd> run_all(const Options& options) {
  std::vector<SessionEnd> ends;
  std::mutex mutex;
  std::atomic<int> next{options.only > 0 ? options.only : 1};
  const int last = options.only > 0 ? options.only : options.sessions;
  const auto work = [&] {
    for (int index = next++; index <= last; index = next++) {
      SessionEnd end = run_session(*options.agent, options.seed, index, options.faults);
      const std::lock_guard lock(mutex);
      print_session(end);
      ends.push_back(std::move(end));
    }
  };
  std::vector<std::jthread> workers;
  for (int i = 0; i < options.jobs; ++i)
    workers.emplace_back(work);
  workers.clear();
  return ends;
}

milliseconds run_control(const RealAgent& agent, std::uint64_t seed,
                         std::vector<SessionEnd>& failed) {
  std::vector<milliseconds> times;
  for (int i = 1; i <= 3; ++i) {
    SessionEnd end = run_session(agent, seed, -i, Faults::none);
    times.push_back(end.took);
    if (!end.complaints.empty()) failed.push_back(std::move(end));
  }
  return median(times);
}

int run(std::span<const std::string> words) {
  const std::optional<Options> options = read_options(words);
  if (!options) {
    std::cerr << "seam_sessions: expected [--agent claude|codex|opencode] [--sessions N] "
                 "[--seed N] [--jobs N] [--faults early|all|none] [--only N]\n";
    return 2;
  }
  if (skip_without(*options->agent, "seam sessions")) return kSkipped;
  std::cout << "seed " << options->seed << std::endl;
  std::vector<SessionEnd> ends;
  const milliseconds control = run_control(*options->agent, options->seed, ends);
  for (const SessionEnd& end : ends)
    print_session(end);
  if (!ends.empty()) return 1;  // without faults nothing may fail
  ends = run_all(*options);
  print_sum(ends, control);
  return std::all_of(ends.begin(), ends.end(),
                     [](const SessionEnd& end) { return end.complaints.empty(); })
             ? 0
             : 1;
}

}  // namespace
}  // namespace edgee::play

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  return edgee::play::run(arguments);
}

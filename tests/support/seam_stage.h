// The three providers of one session with a real agent: the vendor and the second fail by chance,
// the third is healthy, and all of them go on with the same intended session. Safe from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/answer_break.h"
#include "tests/support/answer_model.h"
#include "tests/support/play_agents.h"

namespace edgee::play {

// none: nothing fails; early: only before the first content; all: anywhere.
enum class Faults { none, early, all };

struct Broken {
  std::string server;
  model::Cause cause = model::Cause::none;
  std::chrono::steady_clock::time_point at;
  std::optional<std::chrono::milliseconds> lost;  // until the next request reached any server
};

class SeamStage {
 public:
  // `agent` outlives the stage.
  SeamStage(std::uint64_t seed, Faults faults, const RealAgent& agent);

  // Adds the chain's three steps; the play must not outlive the stage. Each fallback's dialect is
  // the seed's choice.
  void cast(Play& play);

  [[nodiscard]] const model::Script& script() const { return script_; }
  // All that the agent was to print: the session's last sentence, or each of them.
  [[nodiscard]] bool is_printed(const std::string& out) const;
  [[nodiscard]] std::vector<std::string> intended_lines() const;  // sorted

  [[nodiscard]] std::vector<Broken> broken() const;
  // What the requests had wrong, and requests that a healthy session does not make.
  [[nodiscard]] std::vector<std::string> complaints() const;

 private:
  script::Play answer(const std::string& server, DialectId dialect, bool healthy,
                      const script::Received& received);
  model::Cause choose(bool healthy, Dice& dice) const;

  const model::Script script_;
  const std::uint64_t seed_;
  const Faults faults_;
  const RealAgent& agent_;
  mutable std::mutex mutex_;
  std::vector<Broken> broken_;
  std::vector<std::string> complaints_;
  int requests_ = 0;
};

}  // namespace edgee::play

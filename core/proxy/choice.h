// Which of several targets answers a request that leaves the choice to us: best first, by what is
// known of each. A pure function, and a memory so that a session stays with whom it has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/config/config.h"
#include "core/model/chain.h"
#include "core/model/request.h"
#include "core/proxy/session.h"

namespace edgee {

struct Choice {
  Target target;
  bool fits = true;                 // its window, its tools, its images
  bool rests = false;               // for its health
  std::optional<Duration> latency;  // half of its answers began within it; nullopt = too few
  std::optional<double> cost_usd;   // of this request, about; nullopt = its price is unknown
};

// What health, the catalogue and the answers so far say of that step.
[[nodiscard]] Choice know_choice(const ProxyServices& services, const Config& config,
                                 const Step& step, const RequestFacts& facts);

// Indexes into `choices`. Who fits comes before who does not, who is well before who rests, then
// `last` (prompt caches are worth more than a better price), then speed and price together: half
// the time is worth as much as half the price. What is unknown counts as middling.
[[nodiscard]] std::vector<std::size_t> best_first(const std::vector<Choice>& choices,
                                                  const std::optional<Target>& last);

// Whom each session was given. Shared by all connections; holds its own mutex, and forgets the
// sessions that were not heard of for longest.
class ChoiceMemory {
 public:
  [[nodiscard]] std::optional<Target> last(const std::string& session) const;
  void chose(const std::string& session, const Target& target);

 private:
  struct Chosen {
    Target target;
    std::uint64_t used = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Chosen> sessions_;
  std::uint64_t uses_ = 0;
};

}  // namespace edgee

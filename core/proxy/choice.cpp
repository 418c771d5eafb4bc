#include "core/proxy/choice.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "core/catalog/catalog.h"
#include "core/failover/plan.h"

namespace edgee {
namespace {

constexpr std::size_t kMostSessions = 1000;
// Below these nobody feels a difference: a local model that costs nothing is not infinitely good.
constexpr double kCheapUsd = 0.001;
constexpr double kFastMs = 100;

// The logarithm of each figure; of the unknown ones the middle of the known.
std::vector<double> scores(const std::vector<Choice>& choices,
                           std::optional<double> (*figure)(const Choice&)) {
  std::vector<double> known;
  for (const Choice& choice : choices) {
    if (const auto value = figure(choice)) known.push_back(std::log(*value));
  }
  std::sort(known.begin(), known.end());
  const double middle = known.empty() ? 0 : known[known.size() / 2];
  std::vector<double> all;
  for (const Choice& choice : choices) {
    const auto value = figure(choice);
    all.push_back(value ? std::log(*value) : middle);
  }
  return all;
}

std::optional<double> speed_of(const Choice& choice) {
  if (!choice.latency) return std::nullopt;
  return std::max(kFastMs, static_cast<double>(choice.latency->count()));
}

std::optional<double> cost_of_choice(const Choice& choice) {
  if (!choice.cost_usd) return std::nullopt;
  return std::max(kCheapUsd, *choice.cost_usd);
}

// Half of its answers began within this.
std::optional<Duration> usual_latency(const ProxyServices& services, const Target& target) {
  if (services.books == nullptr) return std::nullopt;
  return services.books->latency.quantile(target, 0.5);
}

}  // namespace

Choice know_choice(const ProxyServices& services, const Config& config, const Step& step,
                   const RequestFacts& facts) {
  // Answers of agents are about so long.
  constexpr std::int64_t kUsualOutput = 500;
  Candidate candidate{0, &step, &config.model(step.target.provider, step.target.model), false,
                      step.target};
  candidate.model_known = is_known(*candidate.model);
  const Standing standing = services.health.standing(step.target, MayProbe::no);
  Choice choice;
  choice.target = step.target;
  choice.fits = misfit(candidate, facts).empty();
  // Whose rest is over may show whether he is well.
  choice.rests = standing.fitness != Fitness::healthy && standing.remaining > Duration(0);
  choice.latency = usual_latency(services, step.target);
  TokenUsage usage;
  usage.input = facts.estimated_input_tokens;
  usage.output = kUsualOutput;
  choice.cost_usd = cost_of(*candidate.model, usage);
  return choice;
}

std::vector<std::size_t> best_first(const std::vector<Choice>& choices,
                                    const std::optional<Target>& last) {
  const std::vector<double> speed = scores(choices, speed_of);
  const std::vector<double> cost = scores(choices, cost_of_choice);
  const auto key = [&](std::size_t i) {
    const Choice& choice = choices[i];
    return std::tuple(!choice.fits, choice.rests, !last || choice.target != *last,
                      speed[i] + cost[i]);
  };
  std::vector<std::size_t> order(choices.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&key](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

std::optional<Target> ChoiceMemory::last(const std::string& session) const {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(session);
  if (found == sessions_.end()) return std::nullopt;
  return found->second.target;
}

void ChoiceMemory::chose(const std::string& session, const Target& target) {
  const std::lock_guard lock(mutex_);
  sessions_[session] = {target, ++uses_};
  if (sessions_.size() <= kMostSessions) return;
  sessions_.erase(
      std::min_element(sessions_.begin(), sessions_.end(),
                       [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
}

}  // namespace edgee

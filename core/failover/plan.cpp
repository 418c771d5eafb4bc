#include "core/failover/plan.h"

#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

std::string thousands(std::int64_t tokens) {
  return std::to_string((tokens + 500) / 1000) + "k";
}

bool matches(std::string_view pattern, std::string_view text) {
  return pattern.empty() || matches_glob(pattern, text);
}

// "until 14:03" is the reader's clock, which core does not know: minutes are enough here.
std::string describe(const Standing& standing) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(standing.remaining).count();
  std::string text = standing.reason;
  if (seconds > 120) return text + ", for another " + std::to_string(seconds / 60) + " min";
  return text + ", for another " + std::to_string(seconds) + " s";
}

}  // namespace

std::string misfit(const Candidate& candidate, const RequestFacts& facts) {
  // The agent asked for this model itself: its vendor says what does not fit.
  if (candidate.target.is_agent()) return "";
  const ModelInfo& model = *candidate.model;
  if (model.window > 0 && facts.estimated_input_tokens > model.window) {
    return "its window of " + thousands(model.window) + " tokens is too small for about " +
           thousands(facts.estimated_input_tokens);
  }
  if (!candidate.model_known) return "";
  if (facts.has_images && !model.images) return "takes no images";
  if (facts.has_tools && !model.tools) return "takes no tools";
  return "";
}

Plan plan_attempts(const std::vector<Candidate>& candidates, const RequestFacts& facts,
                   HealthBook& health) {
  Plan plan;
  std::vector<Candidate> sick;
  std::vector<Candidate> out;
  for (const Candidate& candidate : candidates) {
    if (std::string why = misfit(candidate, facts); !why.empty()) {
      plan.skipped.push_back({candidate.index, candidate.target, std::move(why), false});
      continue;
    }
    const Standing standing = health.standing(candidate.target);
    if (standing.fitness == Fitness::healthy || standing.fitness == Fitness::probe) {
      plan.attempts.push_back(candidate);
      continue;
    }
    if (plan.attempts.empty()) {
      if (!plan.note.empty()) plan.note += "; ";
      plan.note += candidate.target.name() + " rests: " + describe(standing);
    }
    if (standing.fitness == Fitness::sick) {
      sick.push_back(candidate);
    } else {
      out.push_back(candidate);
      plan.skipped.push_back({candidate.index, candidate.target, describe(standing), true});
    }
  }
  // The sick come last rather than never: while any step can answer, the session lives.
  plan.attempts.insert(plan.attempts.end(), sick.begin(), sick.end());
  if (plan.attempts.empty()) {
    plan.attempts = std::move(out);
    std::erase_if(plan.skipped, [](const SkippedStep& step) { return step.sick; });
  }
  return plan;
}

std::string_view route(const std::vector<Route>& routes, std::string_view agent,
                       const RequestFacts& facts, std::string_view fallback) {
  for (const Route& row : routes) {
    if (matches(row.agent, agent) && matches(row.model, facts.model) &&
        matches(row.request_class, facts.request_class)) {
      return row.chain;
    }
  }
  return fallback;
}

}  // namespace edgee

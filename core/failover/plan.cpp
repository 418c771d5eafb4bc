#include "core/failover/plan.h"

#include <algorithm>
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

bool is_too_small(const Candidate& candidate, const RequestFacts& facts) {
  const std::int64_t window = candidate.model->window;
  return window > 0 && facts.estimated_input_tokens > window;
}

// The index in the chain of the candidate that answers the running loop and still can; -1 when
// there is none.
int loop_step(const std::vector<Candidate>& candidates, const RequestFacts& facts,
              HealthBook& health) {
  const std::optional<Target> current = health.loops().current(facts);
  if (!current) return -1;
  for (const Candidate& candidate : candidates) {
    if (candidate.target != *current || !misfit(candidate, facts).empty()) continue;
    const Standing standing = health.standing(candidate.target, MayProbe::no);
    return standing.fitness == Fitness::healthy ? candidate.index : -1;
  }
  return -1;
}

void put_first(Plan& plan, int index) {
  const auto found =
      std::find_if(plan.attempts.begin(), plan.attempts.end(),
                   [index](const Candidate& candidate) { return candidate.index == index; });
  if (found == plan.attempts.end()) return;
  std::rotate(plan.attempts.begin(), found, found + 1);
  plan.note = plan.attempts.front().target.name() + " goes on with the turn it answers";
}

}  // namespace

std::string describe_rest(const std::string& reason, Duration remaining) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(remaining).count();
  if (seconds > 120) return reason + ", for another " + std::to_string(seconds / 60) + " min";
  return reason + ", for another " + std::to_string(seconds) + " s";
}

std::string misfit(const Candidate& candidate, const RequestFacts& facts) {
  // The agent asked for this model itself: its vendor says what does not fit.
  if (candidate.target.is_agent()) return "";
  const ModelInfo& model = *candidate.model;
  if (is_too_small(candidate, facts)) {
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
  health.refresh();
  Plan plan;
  std::vector<Candidate> sick;
  std::vector<Candidate> out;
  const int stay = loop_step(candidates, facts, health);
  for (const Candidate& candidate : candidates) {
    if (std::string why = misfit(candidate, facts); !why.empty()) {
      plan.skipped.push_back({candidate.index, candidate.target, std::move(why), false,
                              is_too_small(candidate, facts)});
      continue;
    }
    // Only whoever is asked first can find out something: a lease for later would lie idle.
    const bool first = plan.attempts.empty() && stay < 0;
    const Standing standing =
        health.standing(candidate.target, first ? MayProbe::yes : MayProbe::no);
    if (standing.fitness == Fitness::healthy || standing.fitness == Fitness::probe) {
      plan.attempts.push_back(candidate);
      continue;
    }
    if (first) {
      if (!plan.note.empty()) plan.note += "; ";
      plan.note +=
          candidate.target.name() + " rests: " + describe_rest(standing.reason, standing.remaining);
    }
    if (standing.fitness == Fitness::sick) {
      sick.push_back(candidate);
    } else {
      out.push_back(candidate);
      plan.skipped.push_back({candidate.index, candidate.target,
                              describe_rest(standing.reason, standing.remaining), true, false});
    }
  }
  if (stay > 0) put_first(plan, stay);
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

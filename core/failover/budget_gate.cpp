#include "core/failover/budget_gate.h"

namespace edgee {
namespace {

bool costs_nothing(const Candidate& candidate, bool plan_login) {
  if (candidate.target.is_agent() && plan_login) return true;
  if (candidate.model == nullptr || !candidate.model->price) return false;
  const Price& price = *candidate.model->price;
  return price.input + price.output + price.cache_read + price.cache_write <= 0;
}

}  // namespace

WithinBudget within_budget(const std::vector<Candidate>& candidates, const std::string& chain,
                           const std::vector<BudgetRule>& rules, bool plan_login,
                           BudgetBook& book) {
  WithinBudget within;
  for (const Candidate& candidate : candidates) {
    const auto reached =
        book.check(rules, {candidate.target.provider, chain, costs_nothing(candidate, plan_login)});
    if (!reached) {
      within.candidates.push_back(candidate);
    } else if (reached->stop()) {
      within.stopped = describe(*reached);
      break;
    } else {
      SkippedStep skipped;
      skipped.index = candidate.index;
      skipped.target = candidate.target;
      skipped.reason = describe(*reached);
      within.skipped.push_back(std::move(skipped));
    }
  }
  return within;
}

}  // namespace edgee

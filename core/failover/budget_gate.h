// Which steps of a chain may still be asked for money's sake, before they are planned. Pure but for
// the book, which may look into the ledger.
#pragma once

#include <string>
#include <vector>

#include "core/failover/budget_book.h"
#include "core/failover/plan.h"

namespace edgee {

struct WithinBudget {
  std::vector<Candidate> candidates;
  std::vector<SkippedStep> skipped;  // with the budget's sentence
  // Why the chain ends where it ends: a budget that stops. The steps before it may be asked; when
  // they fail, or there are none, the agent reads this. "" = no such budget is reached.
  std::string stopped;
};

// `candidates` in the order in which they would be asked. `plan_login`: the agent's own step is
// paid by the month and costs nothing more.
[[nodiscard]] WithinBudget within_budget(const std::vector<Candidate>& candidates,
                                         const std::string& chain,
                                         const std::vector<BudgetRule>& rules, bool plan_login,
                                         BudgetBook& book);

}  // namespace edgee

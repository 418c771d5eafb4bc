// What was spent, per provider and chain: by the other sessions as the ledger says, by this one as
// it happens. Shared by all connections of a proxy; holds its own mutex.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/failover/budget.h"
#include "core/model/event.h"
#include "core/ports/clock.h"
#include "core/ports/spending.h"

namespace edgee {

class BudgetBook {
 public:
  // All outlive the book. `launch`: the attempts of this run come through record(), so the ledger's
  // copy of them is left out.
  BudgetBook(const Clock& clock, const Calendar& calendar, Spending& ledger, std::string launch)
      : clock_(clock), calendar_(calendar), ledger_(ledger), launch_(std::move(launch)) {}

  // Reads what the others have spent since, when the last reading is older than 30 s. The first one
  // reads a month and may take tens of milliseconds: call it at launch, beside the agent's start.
  // A ledger that cannot be read leaves things as they are.
  void refresh();

  // Refreshes when it is time. No rules, no work. nullopt: free to go.
  [[nodiscard]] std::optional<BudgetReached> check(const std::vector<BudgetRule>& rules,
                                                   const BudgetedTarget& target);

  // An attempt of this run. Gives a notice for people, once for each target, when a budget counts
  // it as $0 because its price is unknown; else "".
  [[nodiscard]] std::string record(const std::vector<BudgetRule>& rules, const AttemptEvent& event);

  // Of all sessions, in no order.
  [[nodiscard]] std::vector<SpentOn> spent();
  // USD that all sessions spent since the user's midnight on answers that came second.
  [[nodiscard]] double second_today();

 private:
  using Account = std::pair<std::string, std::string>;  // provider, chain
  struct Sum {
    double usd = 0;
    double second_usd = 0;
  };

  void turn_page();
  void book(const SpendRow& row);
  void count(const SpendRow& row);

  const Clock& clock_;
  const Calendar& calendar_;
  Spending& ledger_;
  const std::string launch_;

  std::mutex mutex_;
  BudgetSpans spans_;
  std::vector<SpentOn> spent_;                        // what rows_ sum up to within spans_
  double second_today_ = 0;                           // the same
  std::map<std::pair<WallTime, Account>, Sum> rows_;  // by quarter of an hour
  std::set<std::string> unpriced_;                    // targets that were spoken of
  std::int64_t last_id_ = 0;
  std::optional<TimePoint> read_at_;
  bool reading_ = false;
};

}  // namespace edgee

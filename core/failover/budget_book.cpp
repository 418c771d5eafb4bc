#include "core/failover/budget_book.h"

#include <algorithm>

namespace edgee {
namespace {

constexpr Duration kReadEvery{std::chrono::seconds(30)};

bool holds(const CalendarSpan& span, WallTime time) {
  return time >= span.begin && time < span.end;
}

WallTime quarter_of(WallTime time) {
  using Quarters = std::chrono::duration<std::int64_t, std::ratio<900>>;
  return std::chrono::floor<Quarters>(time);
}

// "openrouter" of "openrouter/z-ai/glm-5".
std::string provider_of(const std::string& target) {
  return target.substr(0, target.find('/'));
}

}  // namespace

void BudgetBook::refresh() {
  SpendQuery query;
  {
    const std::lock_guard lock(mutex_);
    const TimePoint now = clock_.now();
    if (reading_ || (read_at_ && now - *read_at_ < kReadEvery)) return;
    reading_ = true;
    read_at_ = now;
    turn_page();
    query = {std::min(spans_.week.begin, spans_.month.begin), last_id_, launch_};
  }
  const Result<SpendAnswer> answer = ledger_.read(query);
  const std::lock_guard lock(mutex_);
  reading_ = false;
  if (!answer) return;
  last_id_ = std::max(last_id_, answer->last_id);
  for (const SpendRow& row : answer->rows)
    book(row);
}

std::optional<BudgetReached> BudgetBook::check(const std::vector<BudgetRule>& rules,
                                               const BudgetedTarget& target) {
  if (rules.empty() || target.costs_nothing) return std::nullopt;
  refresh();
  const std::lock_guard lock(mutex_);
  turn_page();
  return reached_budget(rules, spent_, spans_, target);
}

std::string BudgetBook::record(const std::vector<BudgetRule>& rules, const AttemptEvent& event) {
  const double usd = event.cost_usd.value_or(0);
  const SpendRow row{quarter_of(event.at), provider_of(event.target), event.chain, usd,
                     event.verdict == "outrun" ? usd : 0};
  const std::lock_guard lock(mutex_);
  turn_page();
  book(row);
  const bool counts = std::any_of(rules.begin(), rules.end(), [&row](const BudgetRule& rule) {
    return is_covered(rule, row.provider, row.chain);
  });
  const bool used = event.usage.input + event.usage.output > 0;
  if (event.cost_usd || !used || !counts || !unpriced_.insert(event.target).second) return "";
  return "the price of " + event.target + " is unknown, so the budget counts it as $0";
}

std::vector<SpentOn> BudgetBook::spent() {
  refresh();
  const std::lock_guard lock(mutex_);
  turn_page();
  return spent_;
}

double BudgetBook::second_today() {
  refresh();
  const std::lock_guard lock(mutex_);
  turn_page();
  return second_today_;
}

// With mutex_. A new day, or another time zone: all sums are made anew.
void BudgetBook::turn_page() {
  const WallTime now = clock_.wall_now();
  if (holds(spans_.day, now) && holds(spans_.week, now) && holds(spans_.month, now)) return;
  spans_ = {calendar_.span_of(CalendarUnit::day, now), calendar_.span_of(CalendarUnit::week, now),
            calendar_.span_of(CalendarUnit::month, now)};
  const WallTime oldest = std::min(spans_.week.begin, spans_.month.begin);
  std::erase_if(rows_, [oldest](const auto& row) { return row.first.first < oldest; });
  spent_.clear();
  second_today_ = 0;
  for (const auto& [key, sum] : rows_)
    count({key.first, key.second.first, key.second.second, sum.usd, sum.second_usd});
}

// With mutex_.
void BudgetBook::book(const SpendRow& row) {
  if (row.usd <= 0) return;
  Sum& sum = rows_[{row.quarter, {row.provider, row.chain}}];
  sum.usd += row.usd;
  sum.second_usd += row.second_usd;
  count(row);
}

// With mutex_.
void BudgetBook::count(const SpendRow& row) {
  auto found = std::find_if(spent_.begin(), spent_.end(), [&row](const SpentOn& one) {
    return one.provider == row.provider && one.chain == row.chain;
  });
  if (found == spent_.end()) {
    spent_.push_back({row.provider, row.chain, {}});
    found = spent_.end() - 1;
  }
  if (row.quarter >= spans_.day.begin) {
    found->usd.day += row.usd;
    second_today_ += row.second_usd;
  }
  if (row.quarter >= spans_.week.begin) found->usd.week += row.usd;
  if (row.quarter >= spans_.month.begin) found->usd.month += row.usd;
}

}  // namespace edgee

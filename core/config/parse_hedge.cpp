// hedge = "p95" or "3s", and what hedging may cost.
#include "core/base/text.h"
#include "core/config/sections.h"
#include "core/config/words.h"

namespace edgee {
namespace {

constexpr std::string_view kShape = "\"p50\" to \"p99\", or a time such as \"3s\"";

std::optional<Hedge> parse_hedge(std::string_view text) {
  Hedge hedge;
  if (text.starts_with('p')) {
    const long long percent = parse_number(text.substr(1));
    if (percent < 50 || percent > 99) return std::nullopt;
    hedge.quantile = static_cast<double>(percent) / 100;
    return hedge;
  }
  const std::optional<Duration> after = parse_duration(text);
  if (!after || after->count() == 0) return std::nullopt;
  hedge.after = *after;
  return hedge;
}

}  // namespace

void read_hedge(TableReader& table, Chain& chain, Reading& reading) {
  for (const std::string_view key : {"hedge", "hedge_daily"}) {
    const TomlMember* const member = table.find(key);
    if (member == nullptr || reading.trusted()) continue;
    add_untrusted(member->place, in_quotes(key), reading.problems);
    return;
  }
  const TomlMember* const member = table.find("hedge");
  if (const auto text = table.text("hedge")) {
    chain.hedge = parse_hedge(*text);
    if (!chain.hedge) {
      reading.problems.add(member->value.place, "\"hedge\" must be " + std::string(kShape));
    }
  }
  set_if(chain.hedge_daily, table.number("hedge_daily", 0));
}

}  // namespace edgee

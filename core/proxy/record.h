// An attempt as the ledger keeps it. Pure.
#pragma once

#include <string>

#include "core/model/event.h"
#include "core/model/verdict.h"
#include "core/proxy/attempt.h"
#include "core/proxy/session.h"

namespace edgee {

struct RecordContext {
  const ProxyServices& services;
  const SessionSetup& session;
  const Request& request;
  const Chain& chain;
  const std::string& request_id;
  TimePoint request_began;
  int number = 1;
};

// A plan is paid by the month: its tokens cost nothing more.
[[nodiscard]] bool is_plan_login(const Request& request);

[[nodiscard]] AttemptEvent make_event(const RecordContext& context, const ResolvedTarget& target,
                                      const Outcome& outcome, const Verdict& verdict,
                                      const AttemptTimes& times);

}  // namespace edgee

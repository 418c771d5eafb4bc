#include "core/proxy/record.h"

#include "core/base/text.h"
#include "core/catalog/catalog.h"

namespace edgee {
namespace {

std::optional<Duration> between(TimePoint from, const std::optional<TimePoint>& to) {
  if (!to) return std::nullopt;
  return std::chrono::duration_cast<Duration>(*to - from);
}

// The provider's words may quote the request; the code and the status say enough.
std::string reason_of(const Outcome& outcome, const Verdict& verdict) {
  if (!verdict.reason.empty() || !outcome.failure) return verdict.reason;
  return std::string(to_string(outcome.failure->kind));
}

}  // namespace

bool is_plan_login(const Request& request) {
  return header_value(request.headers, "authorization").find("sk-ant-oat") !=
         std::string_view::npos;
}

AttemptEvent make_event(const RecordContext& context, const ResolvedTarget& target,
                        const Outcome& outcome, const Verdict& verdict, const AttemptTimes& times) {
  const Clock& clock = context.services.clock;
  const bool own = target.candidate.target.is_agent();
  AttemptEvent event;
  event.at = clock.wall_now() - std::chrono::duration_cast<Duration>(clock.now() - times.began);
  event.launch = context.session.launch_id;
  event.session = context.request.facts.session;
  event.agent = context.session.agent.name;
  event.request = context.request_id;
  event.chain = context.chain.name;
  event.step = target.candidate.index;
  event.number = context.number;
  event.target = own ? "agent" : target.candidate.target.name();
  event.model = target.model;
  event.asked_model = context.request.facts.model;
  event.request_class = context.request.facts.request_class;
  event.status = outcome.status;
  event.trigger = verdict.trigger == nullptr ? "" : std::string(verdict.trigger->name);
  event.verdict = outcome.agent_gone ? "agent_gone" : std::string(to_string(verdict.action));
  event.reason = reason_of(outcome, verdict);
  event.first_byte = between(times.began, times.first_byte);
  event.first_content = between(times.began, times.first_content);
  event.took = std::chrono::duration_cast<Duration>(times.ended - times.began);
  event.since_request = std::chrono::duration_cast<Duration>(times.began - context.request_began);
  event.usage = outcome.usage;
  event.cost_usd = own && is_plan_login(context.request)
                       ? std::optional(0.0)
                       : cost_of(*target.candidate.model, outcome.usage);
  return event;
}

}  // namespace edgee

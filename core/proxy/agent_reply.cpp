#include "core/proxy/agent_reply.h"

#include <algorithm>

namespace edgee {

AgentReply::AgentReply(ReplySink& sink, const AgentProfile& agent, const Dialect& dialect,
                       const RequestFacts& facts, TimePoint began)
    : sink_(sink), agent_(agent), dialect_(dialect), facts_(facts), began_(began) {}

std::optional<TimePoint> AgentReply::next_duty() const {
  if (committed_ || gone_ || !facts_.stream || !agent_.head_after) return std::nullopt;
  if (!early_) return began_ + *agent_.head_after;
  return std::min(last_bytes_ + agent_.keep_alive, last_event_ + agent_.event_after);
}

void AgentReply::do_duty(TimePoint now) {
  const std::optional<TimePoint> due = next_duty();
  if (!due || now < *due) return;
  if (!early_) {
    const std::string start = dialect_.early_start("", facts_.model);
    gone_ =
        !sink_.start(200, {{"content-type", "text/event-stream"}, {"cache-control", "no-cache"}},
                     std::nullopt, start);
    early_ = true;
    last_event_ = now;
  } else if (now >= last_event_ + agent_.event_after) {
    write(dialect_.keep_alive_event);
    last_event_ = now;
  } else {
    write(dialect_.keep_alive);
  }
  last_bytes_ = now;
}

void AgentReply::commit(int status, const HeaderList& headers, std::optional<std::size_t> length,
                        std::string_view first) {
  committed_ = true;
  if (early_) {
    write(first);
  } else if (!gone_) {
    gone_ = !sink_.start(status, headers, length, first);
  }
}

void AgentReply::write(std::string_view bytes) {
  if (!gone_ && !bytes.empty()) gone_ = !sink_.write(bytes);
}

void AgentReply::finish() {
  if (!gone_) gone_ = !sink_.finish();
}

void AgentReply::abort() {
  if (!gone_) sink_.abort();
}

void AgentReply::error(int status, const HeaderList& headers, std::string_view body,
                       std::string_view message) {
  if (early_) {
    write(dialect_.encode_error_event(status, message));
    committed_ = true;
  } else {
    commit(status, headers, body.size(), body);
  }
  finish();
}

}  // namespace edgee

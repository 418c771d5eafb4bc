#include "core/proxy/agent_reply.h"

#include <algorithm>

namespace edgee {

AgentReply::AgentReply(ReplySink& sink, const AgentProfile& agent, Splice& splice,
                       const Dialect& dialect, bool stream, TimePoint began)
    : sink_(sink),
      agent_(agent),
      splices_{&splice, nullptr},
      dialect_(dialect),
      stream_(stream),
      began_(began) {}

std::optional<TimePoint> AgentReply::next_duty() const {
  if (gone_ || !stream_) return std::nullopt;
  if (!begun()) {
    return agent_.head_after ? std::optional(began_ + *agent_.head_after) : std::nullopt;
  }
  const TimePoint event_due = last_event_ + agent_.event_after;
  // Who waits for a head without end takes pings for nothing.
  return agent_.head_after ? std::min(last_bytes_ + agent_.keep_alive, event_due) : event_due;
}

void AgentReply::do_duty(TimePoint now) {
  const std::optional<TimePoint> due = next_duty();
  if (!due || now < *due) return;
  if (!begun()) {
    const std::string start = splices_[0]->early_head();
    if (splices_[1] != nullptr) (void)splices_[1]->early_head();
    gone_ =
        !sink_.start(200, {{"content-type", "text/event-stream"}, {"cache-control", "no-cache"}},
                     std::nullopt, start);
    early_ = true;
    last_event_ = last_bytes_ = now;
  } else if (now >= last_event_ + agent_.event_after) {
    write(splices_[0]->idle_event(), now);
  } else {
    write(dialect_.keep_alive, now, false);
  }
}

void AgentReply::commit(int status, const HeaderList& headers, std::optional<std::size_t> length,
                        std::string_view first, TimePoint now) {
  const bool has_head = begun();
  committed_ = true;
  if (has_head) {
    write(first, now);
  } else if (!gone_) {
    last_bytes_ = last_event_ = now;
    gone_ = !sink_.start(status, headers, length, first);
    in_line_end_ = first.ends_with("\n\r");
  }
}

void AgentReply::write(std::string_view bytes, TimePoint now, bool progress) {
  if (gone_ || bytes.empty()) return;
  last_bytes_ = now;
  if (progress) last_event_ = now;
  send(bytes);
}

// Words of others must not stand where the other half of a line's end was to come.
void AgentReply::send(std::string_view bytes) {
  if (in_line_end_ && !bytes.starts_with('\n')) gone_ = !sink_.write("\n");
  in_line_end_ = bytes.ends_with("\n\r");
  if (!gone_) gone_ = !sink_.write(bytes);
}

void AgentReply::finish() {
  if (!gone_) gone_ = !sink_.finish();
}

void AgentReply::abort() {
  if (!gone_) sink_.abort();
}

void AgentReply::error(int status, const HeaderList& headers, std::string_view body,
                       std::optional<FailureKind> kind, std::string_view message,
                       std::string_view event) {
  if (begun()) {
    const std::string own =
        event.empty() ? dialect_.encode_error_event(status < 400 ? 502 : status, kind, message)
                      : "";
    write(event.empty() ? std::string_view(own) : event, last_bytes_);
  } else {
    commit(status, headers, body.size(), body, began_);
  }
  finish();
}

}  // namespace edgee

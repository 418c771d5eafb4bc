#include "core/proxy/attempt.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/proxy/reply_headers.h"

namespace edgee {
namespace {

using std::chrono::seconds;

constexpr std::size_t kMaxErrorBody = std::size_t{1024} * 1024;
constexpr std::size_t kMaxAnswerBody = std::size_t{64} * 1024 * 1024;
constexpr Duration kErrorBodyTime{seconds(5)};
// From the last event to the end of the body: the agent asks again when it has both.
constexpr Duration kEndTime{std::chrono::milliseconds(100)};

bool is_success(int status) {
  return status >= 200 && status < 300;
}

}  // namespace

Attempt::Attempt(const AttemptInput& input)
    : in_(input),
      watch_(
          timers_for(*input.target.candidate.step, input.target.local, input.request.facts.stream),
          input.clock.now()) {}

void Attempt::start() {
  times_.began = in_.clock.now();
  dial(false);
}

TimePoint Attempt::deadline() const {
  return watch_.deadline(!faltered_).value_or(TimePoint::max());
}

bool Attempt::take(Arrival& arrival) {
  switch (arrival.kind) {
    case Arrival::Kind::head:
      return on_head(arrival);
    case Arrival::Kind::chunk:
      return on_chunk(arrival.chunk);
    case Arrival::Kind::end:
      return on_end();
    case Arrival::Kind::failed:
      return on_failed(arrival);
    case Arrival::Kind::deadline:
    case Arrival::Kind::agent_gone:
    case Arrival::Kind::stopped:
      break;
  }
  return false;
}

Outcome Attempt::finish(bool agent_gone) {
  in_.exchanges.cancel(exchange_);
  // It has all of the answer: Codex waits no longer than for the last event.
  if (agent_gone && streams_ && in_.splice.is_open() && in_.splice.finished()) {
    outcome_.finished = true;
    outcome_.reached = Phase::ended;
    agent_gone = false;
  }
  outcome_.agent_gone = agent_gone;
  if (streams_) {
    merge_usage(outcome_.usage, in_.splice.answer().usage());
    if (outcome_.failure || agent_gone || !outcome_.finished) in_.splice.break_off();
  }
  times_.ended = in_.clock.now();
  return std::move(outcome_);
}

void Attempt::dial(bool fresh) {
  fresh_ = fresh;
  UpstreamRequest request;
  request.method = in_.request.method;
  request.url = in_.outbound.url;
  request.headers = in_.outbound.headers;
  request.secret = in_.outbound.secret.get();
  request.secret_header = in_.outbound.secret_header;
  request.body = in_.outbound.as_it_came ? std::string_view(in_.request.raw)
                                         : std::string_view(in_.outbound.own_body);
  request.connect_timeout =
      timers_for(*in_.target.candidate.step, in_.target.local, in_.request.facts.stream).connect;
  exchange_ = in_.exchanges.start(request, fresh);
}

bool Attempt::on_head(Arrival& arrival) {
  const TimePoint now = in_.clock.now();
  times_.first_byte = now;
  watch_.head_came(now);
  outcome_.reached = Phase::head;
  outcome_.status = arrival.status;
  outcome_.headers = std::move(arrival.headers);
  if (!is_success(outcome_.status)) {
    watch_.expect_end_within(now, kErrorBodyTime);
  } else if (in_.request.facts.stream) {
    streams_ = true;
    if (in_.request.facts.any_model) in_.splice.name_model(own_name());
    in_.splice.begin(*in_.target.dialect, in_.rules);
  }
  return false;
}

bool Attempt::on_chunk(std::string_view bytes) {
  if (streams_) return stream_chunk(bytes);
  outcome_.body += bytes;
  watch_.bytes_came(in_.clock.now(), true);
  if (!is_success(outcome_.status)) return outcome_.body.size() > kMaxErrorBody && error_end();
  if (outcome_.body.size() <= kMaxAnswerBody) return false;
  return fail(FailureKind::not_an_answer, "the answer is larger than 64 MB");
}

bool Attempt::stream_chunk(std::string_view bytes) {
  Splice& splice = in_.splice;
  const bool held_back = !splice.is_open();
  // What the agent never saw must still be there when it turns out to be an error body.
  if (held_back && outcome_.body.size() < kMaxErrorBody) outcome_.body += bytes;
  const std::string_view out = splice.feed(bytes);
  if (splice.is_open()) {
    send(out);
  } else if (splice.answer().is_garbage()) {
    watch_.expect_end_within(in_.clock.now(), kErrorBodyTime);
    if (outcome_.body.size() >= kMaxErrorBody) return garbage_end();
  }
  // After the write: an agent that reads slowly is not the provider's silence.
  const TimePoint now = in_.clock.now();
  watch_.bytes_came(now, splice.answer().progressed());
  faltered_ = false;
  if (splice.is_open() && splice.finished()) {
    // Whatever comes behind a whole message is nothing to us, its end but for the connection.
    watch_.expect_end_within(now, kEndTime);
    return false;
  }
  if (splice.answer().fault()) return fail(*splice.answer().fault());
  if (splice.failure()) return fail(*splice.failure());
  return splice.is_open() && splice.answer().is_garbage() && garbage_end();
}

void Attempt::send(std::string_view bytes) {
  const TimePoint now = in_.clock.now();
  if (times_.first_content) {
    in_.reply.write(bytes, now, in_.splice.answer().progressed());
    return;
  }
  if (bytes.empty()) return;
  outcome_.reached = Phase::content;
  times_.first_content = now;
  watch_.content_began();
  outcome_.body.clear();
  in_.reply.follow(in_.splice);
  in_.reply.commit(outcome_.status, reply_headers(), std::nullopt, bytes, now);
}

bool Attempt::on_end() {
  if (!is_success(outcome_.status)) return error_end();
  return streams_ ? stream_end() : whole_answer_end();
}

bool Attempt::stream_end() {
  Splice& splice = in_.splice;
  const std::string_view last = splice.end();
  if (splice.is_open()) send(last);
  outcome_.finished = splice.finished();
  if (splice.is_open() && outcome_.finished) {
    in_.reply.finish();
    outcome_.reached = Phase::ended;
    return true;
  }
  if (splice.answer().fault()) return fail(*splice.answer().fault());
  if (splice.failure()) return fail(*splice.failure());
  if (splice.is_open()) return fail(FailureKind::cut, "the stream ended without its last event");
  if (splice.answer().is_garbage() || !splice.answer().saw_events()) return garbage_end();
  if (outcome_.finished) return fail(FailureKind::empty_answer, "no text and no tool call");
  return fail(FailureKind::cut, "the stream ended before its first content");
}

bool Attempt::garbage_end() {
  if (in_.splice.is_open()) return fail(FailureKind::garbled, "an event that cannot be read");
  const std::string_view type = header_value(outcome_.headers, "content-type");
  FailureFacts facts;
  facts.kind = FailureKind::not_an_answer;
  facts.message = outcome_.body.empty()
                      ? "a 200 with nothing in it"
                      : "a 200 with " + std::string(type) + " instead of a stream";
  return fail(classify_failure(in_.target.provider->id, outcome_.status, outcome_.headers,
                               outcome_.body, std::move(facts), in_.clock.wall_now()));
}

bool Attempt::whole_answer_end() {
  const auto events = in_.target.dialect->decode_answer(outcome_.body);
  if (!events) {
    FailureFacts facts;
    facts.kind = FailureKind::not_an_answer;
    facts.message = outcome_.body.empty() ? "a 200 with nothing in it" : "a 200 that is no message";
    return fail(classify_failure(in_.target.provider->id, outcome_.status, outcome_.headers,
                                 outcome_.body, std::move(facts), in_.clock.wall_now()));
  }
  bool content = false;
  for (const StreamEvent& event : *events) {
    content = content || is_content(event);
    if (const auto* start = std::get_if<MessageStart>(&event)) {
      merge_usage(outcome_.usage, start->usage);
    }
    if (const auto* usage = std::get_if<Usage>(&event)) merge_usage(outcome_.usage, usage->usage);
    const auto* stop = std::get_if<Stop>(&event);
    content = content || (stop != nullptr && explains_emptiness(stop->reason));
  }
  if (!content) return fail(FailureKind::empty_answer, "no text and no tool call");
  times_.first_content = in_.clock.now();
  outcome_.reached = Phase::ended;
  outcome_.finished = true;
  const std::string body = translated() ? write_answer(*events) : std::exchange(outcome_.body, {});
  in_.reply.commit(outcome_.status, reply_headers(), body.size(), body, in_.clock.now());
  in_.reply.finish();
  return true;
}

std::string Attempt::write_answer(const std::vector<StreamEvent>& events) const {
  const Dialect& dialect = *find_dialect(in_.request.dialect);
  if (!in_.request.facts.any_model) return dialect.encode_answer(events, in_.request);
  Request named = in_.request;
  named.facts.model = own_name();
  return dialect.encode_answer(events, named);
}

std::string Attempt::own_name() const {
  const Target& target = in_.target.candidate.target;
  return target.is_agent() ? in_.target.model : target.name();
}

bool Attempt::error_end() {
  FailureFacts read = in_.target.dialect->read_failure(outcome_.status, outcome_.headers,
                                                       outcome_.body, in_.clock.wall_now());
  return fail(classify_failure(in_.target.provider->id, outcome_.status, outcome_.headers,
                               outcome_.body, std::move(read), in_.clock.wall_now()));
}

bool Attempt::on_failed(const Arrival& arrival) {
  const bool nothing_came = outcome_.status == 0 && arrival.reached <= Phase::sent;
  // A pooled connection that had idled out says nothing about the provider.
  if (nothing_came && arrival.reused_connection && !fresh_) {
    dial(true);
    return false;
  }
  if (outcome_.status != 0 && !is_success(outcome_.status)) return error_end();
  const bool answer_began = outcome_.status != 0;
  if (streams_ && (in_.splice.answer().is_garbage() || in_.splice.finished())) return stream_end();
  outcome_.reached = std::max(outcome_.reached, arrival.reached);
  return fail(answer_began ? FailureKind::cut : arrival.failure, arrival.message);
}

bool Attempt::look(TimePoint now) {
  if (watch_.overslept(now)) {
    watch_.restart(now);
    return false;
  }
  if (watch_.faltering(now) && !std::exchange(faltered_, true) && in_.on_faltering) {
    in_.on_faltering();
  }
  const std::optional<FailureKind> overdue = watch_.overdue(now);
  if (!overdue) return false;
  if (outcome_.status != 0 && !is_success(outcome_.status)) return error_end();
  if (streams_ && (in_.splice.answer().is_garbage() || in_.splice.finished())) return stream_end();
  return fail(*overdue, "nothing came in time");
}

bool Attempt::fail(FailureKind kind, std::string message) {
  FailureFacts facts;
  facts.kind = kind;
  facts.scope = scope_of(kind);
  facts.message = std::move(message);
  return fail(std::move(facts));
}

bool Attempt::fail(FailureFacts facts) {
  outcome_.failure = std::move(facts);
  return true;
}

HeaderList Attempt::reply_headers() const {
  return answer_headers(outcome_.headers, in_.target, translated(), in_.request.facts.stream,
                        in_.number);
}

bool Attempt::translated() const {
  return in_.target.dialect->id != in_.request.dialect;
}

}  // namespace edgee

#include <array>
#include <cstdint>
#include <cstdio>

#include "core/ledger/otlp_parts.h"

namespace edgee {
namespace {

using otlp::Attributes;

constexpr int kClientSpan = 3;
constexpr int kErrorStatus = 2;

// FNV-1a: ids need to be apart, not secret. The same request gets the same ids.
std::string hash_of(const AttemptEvent& event, char salt) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : salt + event.launch + "/" + event.request)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  std::array<char, 17> hex{};
  std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(hash));
  return hex.data();
}

OrderedJson attempt_event(const AttemptEvent& attempt) {
  Attributes attributes;
  attributes.add("edgee.target", attempt.target)
      .add("edgee.step", std::int64_t{attempt.step})
      .add("gen_ai.request.model", attempt.model);
  if (attempt.status != 0)
    attributes.add("http.response.status_code", std::int64_t{attempt.status});
  attributes.add("error.type", attempt.trigger)
      .add("edgee.verdict", attempt.verdict)
      .add("edgee.reason", attempt.reason)
      .add("edgee.seam", attempt.seam)
      .add("edgee.took_ms", std::int64_t{attempt.took.count()});
  return {{"timeUnixNano", otlp::nanoseconds(attempt.at)},
          {"name", "edgee.attempt"},
          {"attributes", attributes.list()}};
}

Attributes span_attributes(const RequestAttempts& attempts, const otlp::Operation& operation) {
  const AttemptEvent& last = attempts.back();
  Attributes attributes = otlp::common_attributes(operation);
  attributes.add("gen_ai.conversation.id", last.session)
      .add("gen_ai.usage.input_tokens", operation.input)
      .add("gen_ai.usage.cache_read.input_tokens", operation.cache_read)
      .add("gen_ai.usage.cache_creation.input_tokens", operation.cache_write)
      .add("gen_ai.usage.output_tokens", operation.output)
      .add("edgee.agent", last.agent)
      .add("edgee.launch", last.launch)
      .add("edgee.chain", last.chain)
      .add("edgee.target", last.target)
      .add("edgee.request.class", last.request_class)
      .add("edgee.attempts", static_cast<std::int64_t>(attempts.size()));
  if (last.cost_usd) attributes.add("edgee.cost_usd", operation.cost_usd);
  return attributes;
}

OrderedJson span_of(const RequestAttempts& attempts, const OtlpFacts& facts) {
  const otlp::Operation operation = otlp::to_operation(attempts, facts);
  OrderedJson events = OrderedJson::array();
  for (const AttemptEvent& attempt : attempts)
    events.push_back(attempt_event(attempt));
  const AttemptEvent& first = attempts.front();
  OrderedJson span{{"traceId", hash_of(first, 't') + hash_of(first, 'r')},
                   {"spanId", hash_of(first, 's')},
                   {"name", "chat " + operation.asked_model},
                   {"kind", kClientSpan},
                   {"startTimeUnixNano", otlp::nanoseconds(operation.begin)},
                   {"endTimeUnixNano", otlp::nanoseconds(operation.end)},
                   {"attributes", span_attributes(attempts, operation).list()},
                   {"events", std::move(events)}};
  if (!operation.error.empty()) span["status"] = {{"code", kErrorStatus}};
  return span;
}

}  // namespace

std::string otlp_traces(std::span<const RequestAttempts> requests, const OtlpFacts& facts) {
  OrderedJson spans = OrderedJson::array();
  for (const RequestAttempts& attempts : requests)
    spans.push_back(span_of(attempts, facts));
  const OrderedJson scoped{{"scope", otlp::scope(facts)}, {"spans", std::move(spans)}};
  const OrderedJson of_resource{{"resource", otlp::resource(facts)},
                                {"scopeSpans", OrderedJson::array({scoped})}};
  return dump_json(OrderedJson{{"resourceSpans", OrderedJson::array({of_resource})}});
}

}  // namespace edgee

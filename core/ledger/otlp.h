// Finished requests as OpenTelemetry sees them: OTLP/HTTP JSON with the GenAI conventions. Pure.
// Metadata only, as in the ledger. https://opentelemetry.io/docs/specs/semconv/gen-ai/
#pragma once

#include <map>
#include <span>
#include <string>

#include "core/ledger/story.h"

namespace edgee {

struct OtlpFacts {
  std::string version;                       // of edgee
  std::string vendor;                        // provider id behind the target "agent"
  std::map<std::string, std::string> hosts;  // provider id -> the host that serves it
};

// The body for /v1/traces: a span per request, its attempts as span events.
[[nodiscard]] std::string otlp_traces(std::span<const RequestAttempts> requests,
                                      const OtlpFacts& facts);
// The body for /v1/metrics, of these requests alone (delta): gen_ai.client.token.usage,
// gen_ai.client.operation.duration, edgee.switches. `from` and `to` bound the time they ended in.
[[nodiscard]] std::string otlp_metrics(std::span<const RequestAttempts> requests,
                                       const OtlpFacts& facts, WallTime from, WallTime to);

}  // namespace edgee

#include "core/ledger/otlp_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace edgee::otlp {
namespace {

// Our provider ids where the conventions have another word.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kProviderWords{{
    {"bedrock", "aws.bedrock"},
    {"google", "gcp.gemini"},
    {"mistral", "mistral_ai"},
    {"xai", "x_ai"},
}};

std::string provider_of(const AttemptEvent& event, const OtlpFacts& facts) {
  if (event.target == "agent") return facts.vendor;
  return event.target.substr(0, event.target.find('/'));
}

std::string conventional(const std::string& provider) {
  const auto* const found = std::find_if(kProviderWords.begin(), kProviderWords.end(),
                                         [&](const auto& row) { return row.first == provider; });
  return found == kProviderWords.end() ? provider : std::string(found->second);
}

std::string error_of(const AttemptEvent& last) {
  // The agent hanging up is nobody's failure.
  if (last.verdict == "done" || last.verdict == "agent_gone") return last.trigger;
  if (!last.trigger.empty()) return last.trigger;
  return last.status == 0 ? "_OTHER" : std::to_string(last.status);
}

}  // namespace

Attributes& Attributes::add(std::string_view key, std::string_view value) {
  return value.empty() ? *this : add_value(key, {{"stringValue", value}});
}

Attributes& Attributes::add(std::string_view key, std::int64_t value) {
  return add_value(key, {{"intValue", std::to_string(value)}});
}

Attributes& Attributes::add(std::string_view key, double value) {
  return add_value(key, {{"doubleValue", value}});
}

Attributes& Attributes::add_value(std::string_view key, OrderedJson value) {
  list_.push_back(OrderedJson{{"key", key}, {"value", std::move(value)}});
  return *this;
}

Operation to_operation(const RequestAttempts& attempts, const OtlpFacts& facts) {
  const AttemptEvent& first = attempts.front();
  const AttemptEvent& last = attempts.back();
  Operation operation;
  operation.begin = first.at - first.since_request;
  operation.end = operation.begin;
  for (const AttemptEvent& event : attempts) {
    operation.end = std::max(operation.end, event.at + event.took);
    operation.input += event.usage.input + event.usage.cache_read + event.usage.cache_write;
    operation.cache_read += event.usage.cache_read;
    operation.cache_write += event.usage.cache_write;
    operation.output += event.usage.output;
    operation.cost_usd += event.cost_usd.value_or(0);
  }
  const std::string provider = provider_of(last, facts);
  operation.provider = conventional(provider);
  const auto host = facts.hosts.find(provider);
  if (host != facts.hosts.end()) operation.server = host->second;
  operation.asked_model = first.asked_model;
  operation.model = last.model;
  operation.error = error_of(last);
  return operation;
}

Attributes common_attributes(const Operation& operation) {
  Attributes attributes;
  attributes.add("gen_ai.operation.name", "chat")
      .add("gen_ai.provider.name", operation.provider)
      .add("gen_ai.request.model", operation.asked_model)
      .add("gen_ai.response.model", operation.model)
      .add("server.address", operation.server)
      .add("error.type", operation.error);
  return attributes;
}

std::string nanoseconds(WallTime time) {
  const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch());
  return std::to_string(since.count());
}

OrderedJson resource(const OtlpFacts& facts) {
  Attributes attributes;
  attributes.add("service.name", "edgee").add("service.version", facts.version);
  return {{"attributes", attributes.list()}};
}

OrderedJson scope(const OtlpFacts& facts) {
  return {{"name", "edgee"}, {"version", facts.version}};
}

}  // namespace edgee::otlp

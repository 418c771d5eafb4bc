#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "core/ledger/otlp_parts.h"

namespace edgee {
namespace {

using otlp::Attributes;

constexpr int kDelta = 1;

// As the conventions advise.
constexpr std::array kTokenBounds{1.0,       4.0,       16.0,       64.0,      256.0,
                                  1024.0,    4096.0,    16384.0,    65536.0,   262144.0,
                                  1048576.0, 4194304.0, 16777216.0, 67108864.0};
constexpr std::array kSecondBounds{0.01, 0.02, 0.04, 0.08,  0.16,  0.32,  0.64,
                                   1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92};

struct Point {
  OrderedJson attributes;
  std::vector<double> values;
};
// By the attributes' text, so that equal ones share a point.
using Points = std::map<std::string, Point>;

void add(Points& points, const Attributes& attributes, double value) {
  Point& point = points[dump_json(attributes.list())];
  point.attributes = attributes.list();
  point.values.push_back(value);
}

struct Window {
  WallTime from;
  WallTime to;
};

OrderedJson timed(const Point& point, const Window& window) {
  return {{"attributes", point.attributes},
          {"startTimeUnixNano", otlp::nanoseconds(window.from)},
          {"timeUnixNano", otlp::nanoseconds(window.to)}};
}

template <class Bounds>
OrderedJson histogram(const char* name, const char* unit, const Points& points,
                      const Bounds& bounds, const Window& window) {
  OrderedJson data = OrderedJson::array();
  for (const auto& [unused, point] : points) {
    std::vector<int> counts(bounds.size() + 1);
    double sum = 0;
    for (const double value : point.values) {
      const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin();
      ++counts[static_cast<std::size_t>(bucket)];
      sum += value;
    }
    OrderedJson buckets = OrderedJson::array();
    for (const int count : counts)
      buckets.push_back(std::to_string(count));
    OrderedJson one = timed(point, window);
    one["count"] = std::to_string(point.values.size());
    one["sum"] = sum;
    one["bucketCounts"] = std::move(buckets);
    one["explicitBounds"] = bounds;
    data.push_back(std::move(one));
  }
  return {{"name", name},
          {"unit", unit},
          {"histogram", {{"dataPoints", std::move(data)}, {"aggregationTemporality", kDelta}}}};
}

OrderedJson counter(const char* name, const char* unit, const Points& points,
                    const Window& window) {
  OrderedJson data = OrderedJson::array();
  for (const auto& [unused, point] : points) {
    OrderedJson one = timed(point, window);
    one["asInt"] = std::to_string(point.values.size());
    data.push_back(std::move(one));
  }
  return {{"name", name},
          {"unit", unit},
          {"sum",
           {{"dataPoints", std::move(data)},
            {"aggregationTemporality", kDelta},
            {"isMonotonic", true}}}};
}

void add_tokens(Points& points, const otlp::Operation& operation) {
  for (const auto& [type, count] :
       {std::pair("input", operation.input), std::pair("output", operation.output)}) {
    if (count == 0) continue;
    Attributes attributes = otlp::common_attributes(operation);
    attributes.add("gen_ai.token.type", std::string_view(type));
    add(points, attributes, static_cast<double>(count));
  }
}

// Each time a request went on at another target.
void add_switches(Points& points, const RequestAttempts& attempts) {
  for (std::size_t i = 1; i < attempts.size(); ++i) {
    const AttemptEvent& before = attempts[i - 1];
    if (before.target == attempts[i].target) continue;
    Attributes attributes;
    attributes.add("edgee.from", before.target)
        .add("edgee.to", attempts[i].target)
        .add("error.type", before.trigger);
    add(points, attributes, 1);
  }
}

}  // namespace

std::string otlp_metrics(std::span<const RequestAttempts> requests, const OtlpFacts& facts,
                         WallTime from, WallTime to) {
  Points tokens;
  Points seconds;
  Points switches;
  for (const RequestAttempts& attempts : requests) {
    const otlp::Operation operation = otlp::to_operation(attempts, facts);
    const auto took = std::chrono::duration<double>(operation.end - operation.begin);
    add(seconds, otlp::common_attributes(operation), took.count());
    add_tokens(tokens, operation);
    add_switches(switches, attempts);
  }
  const Window window{from, to};
  OrderedJson metrics = OrderedJson::array();
  if (!tokens.empty()) {
    metrics.push_back(
        histogram("gen_ai.client.token.usage", "{token}", tokens, kTokenBounds, window));
  }
  metrics.push_back(
      histogram("gen_ai.client.operation.duration", "s", seconds, kSecondBounds, window));
  if (!switches.empty()) {
    metrics.push_back(counter("edgee.switches", "{switch}", switches, window));
  }
  const OrderedJson scoped{{"scope", otlp::scope(facts)}, {"metrics", std::move(metrics)}};
  const OrderedJson of_resource{{"resource", otlp::resource(facts)},
                                {"scopeMetrics", OrderedJson::array({scoped})}};
  return dump_json(OrderedJson{{"resourceMetrics", OrderedJson::array({of_resource})}});
}

}  // namespace edgee

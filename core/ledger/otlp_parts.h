// What OTLP's traces and metrics share: values, attributes, what a request was. Internal to
// core/ledger.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/ledger/otlp.h"

namespace edgee::otlp {

// A list of {key, value}; 64-bit numbers are strings, as protobuf's JSON has them.
class Attributes {
 public:
  // Empty texts are left out.
  Attributes& add(std::string_view key, std::string_view value);
  Attributes& add(std::string_view key, std::int64_t value);
  Attributes& add(std::string_view key, double value);
  [[nodiscard]] const OrderedJson& list() const { return list_; }

 private:
  Attributes& add_value(std::string_view key, OrderedJson value);
  OrderedJson list_ = OrderedJson::array();
};

// A request from outside: as one operation, whoever answered it.
struct Operation {
  WallTime begin;
  WallTime end;
  std::string provider;  // as the conventions spell it
  std::string server;    // "" = not known
  std::string asked_model;
  std::string model;
  std::string error;       // "" = it was answered
  std::int64_t input = 0;  // cached ones included
  std::int64_t cache_read = 0;
  std::int64_t cache_write = 0;
  std::int64_t output = 0;
  double cost_usd = 0;
};
[[nodiscard]] Operation to_operation(const RequestAttempts& attempts, const OtlpFacts& facts);

// What spans and metrics alike say of it.
[[nodiscard]] Attributes common_attributes(const Operation& operation);

// Nanoseconds since 1970, as a string.
[[nodiscard]] std::string nanoseconds(WallTime time);
[[nodiscard]] OrderedJson resource(const OtlpFacts& facts);
[[nodiscard]] OrderedJson scope(const OtlpFacts& facts);

}  // namespace edgee::otlp

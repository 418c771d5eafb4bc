#include "core/dialect/anthropic/errors.h"

#include "core/base/json_quote.h"
#include "core/dialect/anthropic/error_types.h"
#include "core/dialect/anthropic/stream_encoder.h"

namespace edgee::anthropic {
namespace {

std::string envelope(std::string_view type, std::string_view message) {
  return R"({"type":"error","error":{"type":)" + quote_json(type) + R"(,"message":)" +
         quote_json(message) + "}}";
}

}  // namespace

std::string encode_error(int status, std::string_view message) {
  return envelope(error_type_of(status), message);
}

std::string encode_error_event(int status, std::string_view message) {
  return "event: error\ndata: " + encode_error(status, message) + "\n\n";
}

std::string encode_fault(const FailureFacts& facts) {
  const bool known = status_of_error_type(facts.code) != 0;
  const std::string_view type = known ? std::string_view(facts.code) : error_type_of(facts.kind);
  const std::string_view message =
      facts.message.empty() ? to_string(facts.kind) : std::string_view(facts.message);
  return "event: error\ndata: " + envelope(type, message) + "\n\n";
}

}  // namespace edgee::anthropic

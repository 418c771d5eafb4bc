#include "core/dialect/anthropic/anthropic.h"

#include "core/dialect/anthropic/answer.h"
#include "core/dialect/anthropic/errors.h"
#include "core/dialect/anthropic/failure.h"
#include "core/dialect/anthropic/request_decode.h"
#include "core/dialect/anthropic/request_encode.h"
#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/anthropic/resume_request.h"
#include "core/dialect/anthropic/stream_decoder.h"
#include "core/dialect/anthropic/stream_encoder.h"
#include "core/dialect/splice.h"

namespace edgee {
namespace {

using Kind = std::optional<FailureKind>;

// Agents of this dialect act on the status and on wordings: an error's kind adds nothing.
Dialect make_dialect() {
  Dialect row;
  row.id = DialectId::anthropic_messages;
  row.path_for = [](std::string_view, bool) { return std::string("/v1/messages"); };
  row.is_model_path = [](std::string_view path) { return path == "/v1/messages"; };
  row.walk_request = anthropic::walk_request;
  row.read_request = [](const JsonDoc& body, const Request& request, const AgentProfile& agent) {
    return anthropic::read_request(body, request.headers, agent);
  };
  row.decode_request = [](const Request& request) {
    return anthropic::decode_request(request.raw);
  };
  row.resume_request = anthropic::resume_request;
  row.remove_thinking = anthropic::remove_thinking;
  row.encode_request = anthropic::encode_request;
  row.splice_request = splice_for_messages_target;
  row.strip_foreign = strip_foreign_thinking;
  row.request_headers = anthropic::request_headers;
  row.make_decoder = anthropic::make_decoder;
  row.make_encoder = [](const Request& request) {
    return anthropic::make_encoder(request.facts.model, request.raw);
  };
  row.decode_answer = anthropic::decode_answer;
  row.encode_answer = [](const std::vector<StreamEvent>& events, const Request& request) {
    return anthropic::encode_answer(events, request.facts.model, request.raw);
  };
  row.read_failure = anthropic::read_failure;
  row.encode_error = [](int status, Kind, std::string_view message) {
    return anthropic::encode_error(status, message);
  };
  row.encode_error_event = [](int status, Kind, std::string_view message) {
    return anthropic::encode_error_event(status, message);
  };
  row.keep_alive = anthropic::kKeepAlive;
  row.keep_alive_event = anthropic::kKeepAliveEvent;
  return row;
}

}  // namespace

const Dialect& anthropic_dialect() {
  static const Dialect kRow = make_dialect();
  return kRow;
}

}  // namespace edgee

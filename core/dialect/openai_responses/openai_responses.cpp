#include "core/dialect/openai_responses/openai_responses.h"

#include "core/dialect/json_headers.h"
#include "core/dialect/openai_responses/answer.h"
#include "core/dialect/openai_responses/errors.h"
#include "core/dialect/openai_responses/failure.h"
#include "core/dialect/openai_responses/foreign_reasoning.h"
#include "core/dialect/openai_responses/request_decode.h"
#include "core/dialect/openai_responses/request_encode.h"
#include "core/dialect/openai_responses/request_facts.h"
#include "core/dialect/openai_responses/resume_request.h"
#include "core/dialect/openai_responses/splice.h"
#include "core/dialect/openai_responses/stream_decoder.h"
#include "core/dialect/openai_responses/stream_encoder.h"

namespace edgee {
namespace {

Dialect make_dialect() {
  Dialect row;
  row.id = DialectId::openai_responses;
  row.path_for = [](std::string_view, bool) { return std::string("/responses"); };
  row.is_model_path = [](std::string_view path) {
    return path == "/v1/responses" || path == "/responses";
  };
  row.walk_request = openai_responses::walk_request;
  row.read_request = openai_responses::read_request;
  row.decode_request = openai_responses::decode_request;
  row.resume_request = openai_responses::resume_request;
  row.remove_thinking = openai_responses::remove_thinking;
  row.encode_request = openai_responses::encode_request;
  row.splice_request = openai_responses::splice_request;
  row.strip_foreign = openai_responses::strip_foreign;
  row.request_headers = json_headers;
  row.make_decoder = openai_responses::make_decoder;
  row.make_encoder = openai_responses::make_encoder;
  row.decode_answer = openai_responses::decode_answer;
  row.encode_answer = openai_responses::encode_answer;
  row.read_failure = openai_responses::read_failure;
  row.encode_error = openai_responses::encode_error;
  row.encode_error_event = openai_responses::encode_error_event;
  row.keep_alive = openai_responses::kKeepAlive;
  row.keep_alive_event = openai_responses::kKeepAliveEvent;
  return row;
}

}  // namespace

const Dialect& openai_responses_dialect() {
  static const Dialect kRow = make_dialect();
  return kRow;
}

}  // namespace edgee

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

namespace edgee {

const Dialect& anthropic_dialect() {
  static const Dialect kRow{
      .id = DialectId::anthropic_messages,
      .path = "/v1/messages",
      .walk_request = anthropic::walk_request,
      .read_request = anthropic::read_request,
      .decode_request = anthropic::decode_request,
      .resume_request = anthropic::resume_request,
      .remove_thinking = anthropic::remove_thinking,
      .encode_request = anthropic::encode_request,
      .request_headers = anthropic::request_headers,
      .make_decoder = anthropic::make_decoder,
      .make_encoder = anthropic::make_encoder,
      .decode_answer = anthropic::decode_answer,
      .encode_answer = anthropic::encode_answer,
      .read_failure = anthropic::read_failure,
      .encode_error = anthropic::encode_error,
      .encode_error_event = anthropic::encode_error_event,
      .keep_alive = anthropic::kKeepAlive,
      .keep_alive_event = anthropic::kKeepAliveEvent,
      .last_event = anthropic::kLastEvent,
  };
  return kRow;
}

}  // namespace edgee

#include "core/dialect/gemini/gemini.h"

#include "core/dialect/gemini/answer.h"
#include "core/dialect/gemini/errors.h"
#include "core/dialect/gemini/failure.h"
#include "core/dialect/gemini/path.h"
#include "core/dialect/gemini/request_decode.h"
#include "core/dialect/gemini/request_encode.h"
#include "core/dialect/gemini/request_facts.h"
#include "core/dialect/gemini/resume_request.h"
#include "core/dialect/gemini/signatures.h"
#include "core/dialect/gemini/splice.h"
#include "core/dialect/gemini/stream_decoder.h"
#include "core/dialect/gemini/stream_encoder.h"
#include "core/dialect/json_headers.h"

namespace edgee {
namespace {

Dialect make_dialect() {
  Dialect row;
  row.id = DialectId::gemini;
  row.path_for = [](std::string_view model, bool stream) {
    return gemini::write_path(model, stream, true);
  };
  row.is_model_path = [](std::string_view path) { return gemini::read_path(path).has_value(); };
  row.walk_request = gemini::walk_request;
  row.read_request = gemini::read_request;
  row.decode_request = gemini::decode_request;
  row.resume_request = gemini::resume_request;
  row.remove_thinking = gemini::remove_thinking;
  row.encode_request = gemini::encode_request;
  row.splice_request = gemini::splice_request;
  row.strip_foreign = gemini::add_signatures;
  row.request_headers = json_headers;
  row.make_decoder = gemini::make_decoder;
  row.make_encoder = gemini::make_encoder;
  row.decode_answer = gemini::decode_answer;
  row.encode_answer = gemini::encode_answer;
  row.read_failure = gemini::read_failure;
  row.encode_error = gemini::encode_error;
  row.encode_error_event = gemini::encode_error_event;
  row.keep_alive = gemini::kKeepAlive;
  return row;
}

}  // namespace

const Dialect& gemini_dialect() {
  static const Dialect kRow = make_dialect();
  return kRow;
}

}  // namespace edgee

#include "core/dialect/openai_chat/openai_chat.h"

#include "core/dialect/json_headers.h"
#include "core/dialect/openai_chat/answer.h"
#include "core/dialect/openai_chat/errors.h"
#include "core/dialect/openai_chat/failure.h"
#include "core/dialect/openai_chat/request.h"
#include "core/dialect/openai_chat/request_decode.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/rewrite_request.h"
#include "core/dialect/openai_chat/splice.h"
#include "core/dialect/openai_chat/stream_decoder.h"
#include "core/dialect/openai_chat/stream_encoder.h"

namespace edgee {
namespace {

std::string path_for(std::string_view, bool) {
  return "/chat/completions";
}

bool is_model_path(std::string_view path) {
  return path == "/v1/chat/completions" || path == "/chat/completions";
}

Dialect make_dialect() {
  Dialect dialect;
  dialect.id = DialectId::openai_chat;
  dialect.path_for = path_for;
  dialect.is_model_path = is_model_path;
  dialect.walk_request = openai_chat::walk_request;
  dialect.read_request = [](const JsonDoc& body, const Request& request,
                            const AgentProfile& agent) {
    return openai_chat::read_request(body, request.headers, agent);
  };
  dialect.decode_request = [](const Request& request) {
    return openai_chat::decode_request(request.raw);
  };
  dialect.resume_request = openai_chat::resume_request;
  dialect.remove_thinking = openai_chat::remove_thinking;
  dialect.encode_request = openai_chat::encode_request;
  dialect.splice_request = openai_chat::splice_request;
  dialect.strip_foreign = openai_chat::strip_foreign;
  dialect.request_headers = json_headers;
  dialect.make_decoder = openai_chat::make_decoder;
  dialect.make_encoder = openai_chat::make_encoder;
  dialect.decode_answer = openai_chat::decode_answer;
  dialect.encode_answer = openai_chat::encode_answer;
  dialect.read_failure = openai_chat::read_failure;
  dialect.encode_error = openai_chat::encode_error;
  dialect.encode_error_event = openai_chat::encode_error_event;
  dialect.keep_alive = openai_chat::kKeepAlive;
  return dialect;
}

}  // namespace

const Dialect& openai_chat_dialect() {
  static const Dialect kDialect = make_dialect();
  return kDialect;
}

}  // namespace edgee

#include "core/dialect/openai_chat/openai_chat.h"

#include "core/dialect/openai_chat/answer.h"
#include "core/dialect/openai_chat/failure.h"
#include "core/dialect/openai_chat/request.h"
#include "core/dialect/openai_chat/stream_decoder.h"

namespace edgee {
namespace {

HeaderList request_headers(const EncodeTarget& target, bool stream) {
  HeaderList headers = {{"content-type", "application/json"},
                        {"accept", stream ? "text/event-stream" : "application/json"}};
  for (const Header& extra : target.provider.extra_headers) {
    set_header(headers, extra.name, extra.value);
  }
  return headers;
}

Dialect make_dialect() {
  Dialect dialect;
  dialect.id = DialectId::openai_chat;
  dialect.path = "/chat/completions";
  dialect.encode_request = openai_chat::encode_request;
  dialect.request_headers = request_headers;
  dialect.make_decoder = openai_chat::make_decoder;
  dialect.decode_answer = openai_chat::decode_answer;
  dialect.read_failure = openai_chat::read_failure;
  return dialect;
}

}  // namespace

const Dialect& openai_chat_dialect() {
  static const Dialect kDialect = make_dialect();
  return kDialect;
}

}  // namespace edgee

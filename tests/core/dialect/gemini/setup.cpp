#include "tests/core/dialect/gemini/setup.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"

namespace edgee::test {

GeminiTarget::GeminiTarget(std::string_view model_id)
    : info(find_model("google", model_id)), model(model_id) {
  if (const Provider* row = find_catalog_provider("google")) provider = *row;
}

Request gemini_request(std::string raw, std::string model, std::string verb, std::string query) {
  Request request;
  request.dialect = DialectId::gemini;
  request.method = "POST";
  request.path = "/v1beta/models/" + model + ":" + verb;
  request.query = std::move(query);
  request.raw = std::move(raw);
  const Dialect& dialect = gemini_dialect();
  const JsonDoc doc = dialect.walk_request(request.raw);
  if (auto facts = dialect.read_request(doc, request, {})) request.facts = *std::move(facts);
  return request;
}

Json encode_gemini(const Conversation& conversation, const GeminiTarget& target) {
  const Result<std::string> body = gemini_dialect().encode_request(conversation, target.view());
  if (!body) return Json{{"refused", body.error().message}};
  const std::optional<Json> parsed = parse_json(*body);
  REQUIRE_MESSAGE(parsed, "no JSON: ", *body);
  return *parsed;
}

Json splice_gemini(const Request& request, const GeminiTarget& target) {
  const Dialect& dialect = gemini_dialect();
  const JsonDoc doc = dialect.walk_request(request.raw);
  const Result<Spliced> spliced = dialect.splice_request(request, doc, target.view(), {});
  if (!spliced) return Json{{"refused", spliced.error().message}};
  const std::optional<Json> parsed = parse_json(spliced->body);
  REQUIRE_MESSAGE(parsed, "no JSON: ", spliced->body);
  return *parsed;
}

Conversation decode_gemini(const Request& request) {
  Result<Conversation> conversation = gemini_dialect().decode_request(request);
  REQUIRE_MESSAGE(conversation, conversation.error().message);
  return *std::move(conversation);
}

std::vector<StreamEvent> read_gemini(std::string_view bytes, std::size_t step) {
  const auto decoder = gemini_dialect().make_decoder();
  std::vector<StreamEvent> events;
  std::string passed;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    decoder->take(bytes.substr(at, step));
    while (const auto raw = decoder->next(events))
      passed += *raw;
  }
  // What is given in a row is what was fed, as far as it goes.
  CHECK(bytes.starts_with(passed));
  decoder->finish(events);
  return events;
}

std::string write_gemini(const std::vector<StreamEvent>& events, const Request& request) {
  const auto encoder = gemini_dialect().make_encoder(request);
  std::string out;
  for (const StreamEvent& event : events)
    encoder->encode(event, out);
  return out;
}

std::string frame(std::string_view parts, std::string_view finish, std::string_view more) {
  std::string text = R"(data: {"candidates":[{"content":{"role":"model","parts":[)";
  text.append(parts).append("]}");
  if (!finish.empty()) text.append(R"(,"finishReason":")").append(finish).append("\"");
  text += R"(,"index":0}])";
  text.append(more).append(R"(,"modelVersion":"gemini-4-argon","responseId":"r1"})").append("\n\n");
  return text;
}

}  // namespace edgee::test

#include "tests/core/dialect/openai_responses/setup.h"

#include <utility>

#include "core/dialect/openai_responses/openai_responses.h"
#include "core/dialect/openai_responses/request_facts.h"

namespace edgee::test {
namespace {

struct PartLine {
  std::string operator()(const TextPart& part) const { return "text " + quote_json(part.text); }
  std::string operator()(const ImagePart& part) const {
    return "image " + part.media_type + " " + part.base64 + part.url;
  }
  std::string operator()(const DocumentPart& part) const {
    return "document " + part.media_type + " " + part.title + " " + part.base64 + part.text +
           part.url;
  }
  std::string operator()(const ThinkingPart& part) const {
    return "thinking " + quote_json(part.text) + part.signature;
  }
  std::string operator()(const ToolCallPart& part) const {
    return "call " + part.id + " " + part.name + " " + part.input_json;
  }
  std::string operator()(const ToolResultPart& part) const {
    std::string line = "result " + part.call_id + (part.is_error ? " error" : "");
    for (const auto& piece : part.content)
      line += " [" + std::visit(*this, piece) + "]";
    return line;
  }
  std::string operator()(const OpaquePart& part) const { return "opaque " + part.type; }
};

std::string tool_line(const ToolSpec& tool) {
  if (!tool.server_type.empty()) return "server tool " + tool.server_type;
  return std::string(tool.freeform ? "freeform " : "tool ") + tool.name + " " + tool.schema_json +
         tool.grammar_json;
}

}  // namespace

const Dialect& responses() {
  return openai_responses_dialect();
}

Target::Target(std::string_view provider_id, std::string_view model_id)
    : info(find_model(provider_id, model_id)), model(model_id) {
  if (const Provider* row = find_catalog_provider(provider_id)) provider = *row;
}

Request request_of(std::string raw, HeaderList headers) {
  Request request;
  request.dialect = DialectId::openai_responses;
  request.raw = std::move(raw);
  request.headers = std::move(headers);
  AgentProfile agent;
  agent.session_header = "session-id";
  const JsonDoc body = responses().walk_request(request.raw);
  if (auto facts = responses().read_request(body, request, agent)) {
    request.facts = *std::move(facts);
  }
  return request;
}

std::string body_of(const std::string& input, const std::string& more) {
  return R"({"model":"m","input":)" + input + (more.empty() ? "" : "," + more) + "}";
}

std::string told(const Conversation& conversation) {
  std::string text;
  for (const std::string& block : conversation.system)
    text += "system " + quote_json(block) + "\n";
  for (const ToolSpec& tool : conversation.tools)
    text += tool_line(tool) + "\n";
  for (const Message& message : conversation.messages) {
    text += message.role == Role::user        ? "user:\n"
            : message.role == Role::assistant ? "assistant:\n"
                                              : "instruction:\n";
    for (const Part& part : message.parts)
      text += "  " + std::visit(PartLine{}, part) + "\n";
  }
  return text;
}

std::string told(const Result<Conversation>& conversation) {
  return conversation ? told(*conversation) : "error: " + conversation.error().message;
}

std::string read_input(const std::string& input, const std::string& more) {
  return told(responses().decode_request(request_of(body_of(input, more))));
}

Json encode(const Conversation& conversation, const Target& target) {
  const Result<std::string> body = responses().encode_request(conversation, target.view());
  return body ? parse_json(*body).value_or(Json()) : Json{{"refused", body.error().message}};
}

Json splice(const std::string& raw, const Target& target) {
  const Request request = request_of(raw);
  const JsonDoc body = responses().walk_request(request.raw);
  const Result<Spliced> spliced = responses().splice_request(request, body, target.view(), {});
  if (!spliced) return Json{{"refused", spliced.error().message}};
  return parse_json(spliced->body).value_or(Json());
}

std::vector<StreamEvent> decode(std::string_view sse, std::size_t step) {
  const auto decoder = responses().make_decoder();
  std::vector<StreamEvent> events;
  if (step == 0) step = sse.size() + 1;
  for (std::size_t at = 0; at < sse.size(); at += step)
    decoder->feed(sse.substr(at, step), events);
  decoder->finish(events);
  return events;
}

std::string write(const std::vector<StreamEvent>& events, const Request& request) {
  const auto encoder = responses().make_encoder(request);
  std::string out;
  for (const StreamEvent& event : events)
    encoder->encode(event, out);
  return out;
}

std::string frame(const std::string& data) {
  return "data: " + data + "\n\n";
}

Message user(std::vector<Part> parts) {
  return {Role::user, std::move(parts)};
}
Message assistant(std::vector<Part> parts) {
  return {Role::assistant, std::move(parts)};
}
Message system(std::string words) {
  return {Role::system, {TextPart{std::move(words)}}};
}

}  // namespace edgee::test

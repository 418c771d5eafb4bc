#include "core/dialect/gemini/request_facts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/path.h"
#include "core/dialect/gemini/signatures.h"
#include "core/dialect/mentions.h"

namespace edgee::gemini {
namespace {

// An image is billed by its pixels (258 tokens a tile), and not by its bytes.
constexpr std::int64_t kTokensOfImage = 1100;

Mentions find_mentions(const JsonDoc& doc) {
  Mentions found;
  doc.each_member([&found](std::string_view key, std::string_view json) {
    if (is_named(key, "mimeType")) {
      found.images = found.images || json.starts_with("\"image/");
    } else if (key == "data" && json.size() >= kLongData && json.front() == '"') {
      found.add_data(json);
    }
  });
  return found;
}

// A turn starts with words of the user's that come with no result of a function.
bool starts_turn(const JsonDoc& doc, const std::vector<JsonSpan>& contents) {
  if (contents.empty()) return true;
  if (text(doc, contents.back(), "role") == "model") return false;
  const std::vector<JsonSpan> parts = list(doc, contents.back(), "parts");
  return std::none_of(parts.begin(), parts.end(), [&doc](const JsonSpan& part) {
    return find(doc, part, "functionResponse").has_value();
  });
}

bool declares_functions(const JsonDoc& doc) {
  const std::vector<JsonSpan> tools = list(doc, doc.root(), "tools");
  return std::any_of(tools.begin(), tools.end(),
                     [&doc](const JsonSpan& tool) { return !doc.children(tool).empty(); });
}

}  // namespace

JsonDoc walk_request(std::string_view raw) {
  static constexpr std::array<std::string_view, 9> kOpaque{"args",
                                                           "response",
                                                           "parameters",
                                                           "responseSchema",
                                                           "responseJsonSchema",
                                                           "parametersJsonSchema",
                                                           "response_schema",
                                                           "response_json_schema",
                                                           "parameters_json_schema"};
  return JsonDoc(raw, kOpaque);
}

Result<void> check_request(const JsonDoc& body) {
  if (!body.whole() || body.text()[body.root().begin] != '{') {
    return fail("the request is no JSON object");
  }
  if (!value(body, body.root(), "contents").starts_with('[')) {
    return fail("contents: a list is required");
  }
  return {};
}

Result<RequestFacts> read_request(const JsonDoc& body, const Request& request,
                                  const AgentProfile& agent) {
  const std::optional<ModelPath> path = read_path(request.path);
  if (!path || path->model.empty()) return fail("the path names no model");
  if (auto good = check_request(body); !good) return tl::unexpected(good.error());
  const std::vector<JsonSpan> contents = list(body, body.root(), "contents");
  RequestFacts facts;
  facts.model = path->model;
  facts.stream = path->stream;
  facts.has_tools = declares_functions(body);
  if (const auto config = find(body, body.root(), "generationConfig")) {
    facts.max_tokens = std::max(0LL, parse_number(value(body, *config, "maxOutputTokens")));
  }
  facts.turn_start = starts_turn(body, contents);
  const Mentions mentions = find_mentions(body);
  facts.has_images = mentions.images;
  // A document that is not known throughout may hold anything.
  facts.foreign_history =
      signs_calls(path->model) && (!body.complete() || lacks_signature(body, contents));
  facts.estimated_input_tokens = estimated_tokens(body.text().size(), mentions, kTokensOfImage);
  facts.session = header_value(request.headers, agent.session_header);
  facts.request_class = header_value(request.headers, agent.class_header);
  return facts;
}

}  // namespace edgee::gemini

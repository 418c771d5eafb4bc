#include "core/dialect/openai_responses/request_facts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/dialect/mentions.h"
#include "core/dialect/openai_responses/foreign_reasoning.h"

namespace edgee::openai_responses {
namespace {

Mentions find_mentions(const JsonDoc& doc) {
  Mentions found;
  doc.each_member([&found](std::string_view key, std::string_view value) {
    if (key == "type") {
      found.images = found.images || value == R"("input_image")";
    } else if (key == "id") {
      found.foreign = found.foreign || is_foreign_id(value);
    } else if ((key == "image_url" || key == "file_data") && value.size() >= kLongData) {
      found.add_data(value);
    }
  });
  return found;
}

bool is_instruction(std::string_view type, std::string_view role) {
  return type == R"("additional_tools")" || type == R"("configuration_update")" ||
         role == R"("developer")" || role == R"("system")";
}

// A turn starts with a message of the user's. What instructs the model belongs to what is before.
bool starts_turn(const JsonDoc& doc, const JsonSpan& input) {
  const std::vector<JsonSpan> items = doc.children(input);
  for (auto item = items.rbegin(); item != items.rend(); ++item) {
    const std::string_view role = doc.value(*item, "role");
    if (!is_instruction(doc.value(*item, "type"), role)) return role == R"("user")";
  }
  return true;
}

bool holds_tools(const JsonDoc& doc, const JsonSpan& input) {
  if (doc.value(doc.root(), "tools").find('{') != std::string_view::npos) return true;
  const std::vector<JsonSpan> items = doc.children(input);
  return std::any_of(items.begin(), items.end(), [&doc](const JsonSpan& item) {
    return doc.value(item, "type") == R"("additional_tools")";
  });
}

}  // namespace

JsonDoc walk_request(std::string_view raw) {
  static constexpr std::array<std::string_view, 4> kOpaque{"arguments", "parameters", "schema",
                                                           "output_schema"};
  return JsonDoc(raw, kOpaque);
}

Result<void> check_request(const JsonDoc& body) {
  if (!body.whole() || body.text()[body.root().begin] != '{') {
    return fail("the request is no JSON object");
  }
  if (json_text(body.value(body.root(), "model")).empty()) {
    return fail("model: a non-empty string is required");
  }
  const std::string_view input = body.value(body.root(), "input");
  if (!input.starts_with('[') && !input.starts_with('"')) {
    return fail("input: a string or a list is required");
  }
  return {};
}

Result<RequestFacts> read_request(const JsonDoc& body, const Request& request,
                                  const AgentProfile& agent) {
  if (auto good = check_request(body); !good) return tl::unexpected(good.error());
  RequestFacts facts;
  const JsonSpan root = body.root();
  const JsonSpan input = body.child(root, "input").value_or(JsonSpan());
  facts.model = json_text(body.value(root, "model"));
  facts.stream = body.value(root, "stream") == "true";
  facts.has_tools = holds_tools(body, input);
  facts.max_tokens = std::max(0LL, parse_number(body.value(root, "max_output_tokens")));
  facts.turn_start = starts_turn(body, input);
  const Mentions mentions = find_mentions(body);
  facts.has_images = mentions.images;
  // A document that is not known throughout may hold anything.
  facts.foreign_history = mentions.foreign || !body.complete();
  facts.estimated_input_tokens = estimated_tokens(body.text().size(), mentions);
  facts.session = header_value(request.headers, agent.session_header);
  if (facts.session.empty()) facts.session = json_text(body.value(root, "prompt_cache_key"));
  facts.request_class = header_value(request.headers, agent.class_header);
  return facts;
}

}  // namespace edgee::openai_responses

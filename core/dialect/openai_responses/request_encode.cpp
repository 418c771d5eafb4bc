#include "core/dialect/openai_responses/request_encode.h"

#include <algorithm>
#include <cstdint>

#include "core/base/json.h"
#include "core/dialect/effort.h"
#include "core/dialect/openai_responses/effort.h"
#include "core/dialect/openai_responses/input_encode.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/tools_encode.h"

namespace edgee::openai_responses {
namespace {

constexpr std::int64_t kFewestTokens = 16;  // fewer are refused

void put_instructions(std::string& body, const Conversation& conversation,
                      const ResponsesQuirks& quirks) {
  std::string text;
  const auto add = [&text](std::string_view block) {
    if (!text.empty()) text += "\n\n";
    text += block;
  };
  for (const std::string& block : conversation.system)
    add(block);
  if (!conversation.output_schema_json.empty() && !quirks.json_schema) {
    add("Answer with nothing but one JSON object that matches this JSON Schema: " +
        conversation.output_schema_json);
  }
  if (!text.empty()) put_text(body, "instructions", text);
}

void put_limits(std::string& body, const Conversation& conversation, const EncodeTarget& target) {
  const ResponsesQuirks& quirks = target.provider.responses;
  if (conversation.max_tokens && quirks.max_output_tokens) {
    std::int64_t limit = *conversation.max_tokens;
    if (target.info.max_output > 0) limit = std::min(limit, target.info.max_output);
    put_raw(body, "max_output_tokens", std::to_string(std::max(limit, kFewestTokens)));
  }
  if (!quirks.temperature || !target.info.sampling) return;
  if (conversation.temperature) {
    put_raw(body, "temperature", dump_json(Json(*conversation.temperature)));
  }
  if (conversation.top_p) put_raw(body, "top_p", dump_json(Json(*conversation.top_p)));
}

void put_reasoning(std::string& body, const Conversation& conversation,
                   const EncodeTarget& target) {
  const ResponsesQuirks& quirks = target.provider.responses;
  const std::string effort =
      target.info.effort ? effort_for(wished_effort(conversation), target) : std::string();
  const bool reasons = target.info.reasoning && effort != "none";
  std::string members = "{";
  if (!effort.empty()) put_text(members, "effort", effort);
  if (reasons && quirks.reasoning_summary) put_text(members, "summary", "auto");
  if (members.size() > 1) put_raw(body, "reasoning", members + "}");
  if (reasons && quirks.encrypted_reasoning) {
    put_raw(body, "include", R"(["reasoning.encrypted_content"])");
  }
}

void put_format(std::string& body, const Conversation& conversation,
                const ResponsesQuirks& quirks) {
  if (conversation.output_schema_json.empty() || !quirks.json_schema) return;
  put_raw(body, "text",
          R"({"format":{"type":"json_schema","name":"output","schema":)" +
              conversation.output_schema_json + R"(,"strict":false}})");
}

}  // namespace

Result<std::string> encode_request(const Conversation& conversation, const EncodeTarget& target) {
  const ResponsesQuirks& quirks = target.provider.responses;
  std::string body = "{";
  put_text(body, "model", target.model);
  put_instructions(body, conversation, quirks);
  Result<std::string> input = encode_input(conversation, target);
  if (!input) return input;
  put_raw(body, "input", *input);
  if (Result<void> tools = put_tools(body, conversation, target); !tools) {
    return tl::unexpected(tools.error());
  }
  put_limits(body, conversation, target);
  put_reasoning(body, conversation, target);
  put_format(body, conversation, quirks);
  if (quirks.store) put_raw(body, "store", "false");
  if (quirks.prompt_cache_key && !target.session.empty()) {
    put_text(body, "prompt_cache_key", short_call_id(target.session));
  }
  if (conversation.stream) put_raw(body, "stream", "true");
  body += '}';
  return body;
}

}  // namespace edgee::openai_responses

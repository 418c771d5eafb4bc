// Who trains the models they serve. Facts as of November 2026, from the vendors' own pages.
#include "core/catalog/provider_rows.h"

namespace edgee {
namespace {

// History of another model has no reasoning; those who insist on some get this.
constexpr const char* kNoReasoning = "(The reasoning of this turn was not kept.)";

// https://platform.claude.com/docs/en/api/messages
Provider anthropic_row() {
  Provider row = provider_row("anthropic", "Anthropic", "ANTHROPIC_API_KEY", "claude-opus-5-5");
  speaks_messages(row, "https://api.anthropic.com", AuthScheme::x_api_key);
  speaks_chat(row, "https://api.anthropic.com/v1");
  row.endpoints.back().partial = true;  // "not for production" by the vendor's own word
  row.messages.anthropic_models = true;
  row.messages.metadata = true;
  row.messages.attribution = true;
  row.messages.system_messages = true;
  row.messages.context_management = true;
  row.messages.output_config = true;
  row.messages.thinking_adaptive = true;
  row.messages.documents = true;
  row.messages.server_tools = true;
  row.messages.betas = {"*"};
  row.chat.max_tokens_field = MaxTokensField::max_completion_tokens;
  return row;
}

// https://developers.openai.com/api/docs/models
Provider openai_row() {
  Provider row = provider_row("openai", "OpenAI", "OPENAI_API_KEY", "gpt-6.1-sol");
  speaks_responses(row, "https://api.openai.com/v1", false);
  speaks_chat(row, "https://api.openai.com/v1");
  row.endpoints.back().partial = true;  // refuses tools together with reasoning
  row.responses.openai_models = true;
  row.responses.freeform_tools = true;
  row.responses.tool_namespaces = true;
  row.responses.encrypted_reasoning = true;
  row.responses.reasoning_summary = true;
  row.responses.efforts = {"none", "low", "medium", "high", "xhigh", "max"};
  row.responses.always_reasons = {"gpt-6.2-*", "gpt-6.1-sol*", "gpt-6-astra*"};
  row.responses.prompt_cache_key = true;
  row.responses.files = true;
  row.chat.max_tokens_field = MaxTokensField::max_completion_tokens;
  row.chat.reasoning_effort = true;
  row.chat.efforts = {"low", "medium", "high", "xhigh"};
  row.chat.tool_id_max = 40;
  row.chat.reasoning_models_refuse_tools = true;
  row.chat.prompt_cache_key = true;
  row.chat.late_system_role = "developer";
  row.chat.files = true;
  return row;
}

// https://ai.google.dev/api/generate-content, and for clients of OpenAI .../docs/openai. On Vertex
// base_url names a project: ".../v1/projects/P/locations/global/publishers/google", auth "bearer".
Provider google_row() {
  Provider row = provider_row("google", "Google Gemini", "GEMINI_API_KEY", "gemini-4-argon");
  speaks_gemini(row, "https://generativelanguage.googleapis.com");
  speaks_chat(row, "https://generativelanguage.googleapis.com/v1beta/openai");
  row.chat.reasoning_effort = true;
  row.chat.efforts = {"low", "medium", "high"};
  row.chat.parallel_tool_calls = false;
  // Tool schemas are read as a subset of OpenAPI 3.
  row.chat.dropped_schema_keywords = {"$schema",
                                      "$id",
                                      "$comment",
                                      "additionalProperties",
                                      "patternProperties",
                                      "const",
                                      "oneOf",
                                      "exclusiveMinimum",
                                      "exclusiveMaximum",
                                      "propertyNames",
                                      "format",
                                      "allOf",
                                      "not",
                                      "if",
                                      "then",
                                      "else",
                                      "examples"};
  // Calls that Gemini did not make itself lack its signature; this is the documented stand-in.
  row.chat.first_call_json =
      R"("extra_content":{"google":{"thought_signature":"skip_thought_signature_validator"}})";
  return row;
}

// https://docs.mistral.ai/api
Provider mistral_row() {
  Provider row = provider_row("mistral", "Mistral", "MISTRAL_API_KEY", "devstral-2512");
  speaks_chat(row, "https://api.mistral.ai/v1");
  row.chat.stream_options = false;
  row.chat.required_word = "any";
  row.chat.tool_id_length = 9;
  row.chat.assistant_after_tool = true;
  return row;
}

// https://api-docs.deepseek.com/guides/anthropic_api
Provider deepseek_row() {
  Provider row = provider_row("deepseek", "DeepSeek", "DEEPSEEK_API_KEY", "deepseek-v4-pro");
  speaks_messages(row, "https://api.deepseek.com/anthropic", AuthScheme::x_api_key);
  speaks_chat(row, "https://api.deepseek.com");
  speaks_responses(row, "https://api.deepseek.com", true);
  row.responses.efforts = {"high", "max"};
  row.responses.json_schema = false;
  row.messages.output_config = true;
  row.chat.reasoning_effort = true;
  row.chat.efforts = {"high", "max"};
  row.chat.json_schema = false;
  row.chat.late_system_role = "system";
  row.chat.echo_reasoning = true;
  row.chat.reasoning_placeholder = kNoReasoning;
  return row;
}

// https://docs.x.ai/docs/api-reference
Provider xai_row() {
  Provider row = provider_row("xai", "xAI", "XAI_API_KEY", "grok-4.7");
  speaks_messages(row, "https://api.x.ai", AuthScheme::bearer);
  row.endpoints.back().partial = true;  // deprecated
  speaks_chat(row, "https://api.x.ai/v1");
  speaks_responses(row, "https://api.x.ai/v1", true);
  row.responses.encrypted_reasoning = true;
  row.responses.efforts = {"low", "high"};
  row.chat.reasoning_effort = true;
  row.chat.efforts = {"low", "high"};
  row.chat.stop_sequences = false;
  return row;
}

void moonshot_wire(Provider& row) {
  row.messages.output_config = true;
  row.messages.tool_choice_forced = false;
  row.messages.temperature = false;
  row.responses.efforts = {"low", "high", "max"};
  row.responses.tool_choice_forced = false;
  row.responses.temperature = false;
  row.responses.json_schema = false;
  row.chat.reasoning_effort = true;
  row.chat.efforts = {"low", "high", "max"};
  row.chat.json_schema = false;
  row.chat.echo_reasoning = true;
  row.chat.reasoning_placeholder = kNoReasoning;
  row.chat.tool_choice_forced = false;
  row.chat.temperature = false;
}

// https://platform.moonshot.ai/docs
Provider moonshot_row() {
  Provider row = provider_row("moonshot", "Moonshot", "MOONSHOT_API_KEY", "kimi-k3.1-pro");
  speaks_messages(row, "https://api.moonshot.ai/anthropic", AuthScheme::bearer);
  speaks_chat(row, "https://api.moonshot.ai/v1");
  speaks_responses(row, "https://api.moonshot.ai/v1", true);
  moonshot_wire(row);
  return row;
}

Provider kimi_coding_row() {
  Provider row =
      provider_row("kimi-coding", "Kimi coding plan", "KIMI_CODING_API_KEY", "kimi-for-coding");
  speaks_messages(row, "https://api.kimi.com/coding", AuthScheme::bearer);
  speaks_chat(row, "https://api.kimi.com/coding/v1");
  moonshot_wire(row);
  return row;
}

// https://docs.z.ai
Provider zai_row() {
  Provider row = provider_row("zai", "Z.ai", "ZAI_API_KEY", "glm-5.3");
  speaks_messages(row, "https://api.z.ai/api/anthropic", AuthScheme::bearer);
  speaks_chat(row, "https://api.z.ai/api/paas/v4");
  row.messages.tool_choice_forced = false;
  row.chat.tool_choice_forced = false;
  row.chat.parallel_tool_calls = false;
  row.chat.json_schema = false;
  return row;
}

// The plan's keys work on these endpoints only.
Provider zai_coding_row() {
  Provider row = zai_row();
  row.id = "zai-coding";
  row.credential.name = row.id;
  row.title = "Z.ai coding plan";
  row.endpoints.back().base_url = "https://api.z.ai/api/coding/paas/v4";
  speaks_responses(row, "https://api.z.ai/api/v1", true);
  row.responses.tool_choice_forced = false;
  row.responses.parallel_tool_calls = false;
  row.responses.json_schema = false;
  return row;
}

// https://platform.minimax.io/docs/api-reference/text-anthropic-api
Provider minimax_row() {
  Provider row = provider_row("minimax", "MiniMax", "MINIMAX_API_KEY", "MiniMax-M3");
  speaks_messages(row, "https://api.minimax.io/anthropic", AuthScheme::bearer);
  speaks_chat(row, "https://api.minimax.io/v1");
  speaks_responses(row, "https://api.minimax.io/v1", true);
  row.responses.temperature = false;
  row.responses.parallel_tool_calls = false;
  row.responses.json_schema = false;
  row.messages.temperature = false;  // 0 is refused, which agents like to send
  row.chat.temperature = false;
  row.chat.parallel_tool_calls = false;
  row.chat.extra_json = R"("reasoning_split":true)";  // else thinking stands in the text
  row.chat.echo_reasoning = true;
  row.chat.json_schema = false;
  return row;
}

// https://www.alibabacloud.com/help/en/model-studio. Keys are bound to a region.
Provider qwen_row() {
  Provider row = provider_row("qwen", "Alibaba Qwen", "DASHSCOPE_API_KEY", "qwen3-coder-plus");
  speaks_messages(row, "https://dashscope-intl.aliyuncs.com/apps/anthropic", AuthScheme::bearer);
  speaks_chat(row, "https://dashscope-intl.aliyuncs.com/compatible-mode/v1");
  speaks_responses(row, "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", true);
  row.responses.tool_choice_forced = false;
  row.responses.json_schema = false;
  row.messages.tool_choice_forced = false;
  row.chat.tool_choice_forced = false;  // refused while thinking
  row.chat.json_schema = false;
  return row;
}

}  // namespace

std::vector<Provider> maker_rows() {
  return {anthropic_row(), openai_row(),     google_row(),   mistral_row(),
          deepseek_row(),  xai_row(),        moonshot_row(), kimi_coding_row(),
          zai_row(),       zai_coding_row(), minimax_row(),  qwen_row()};
}

}  // namespace edgee

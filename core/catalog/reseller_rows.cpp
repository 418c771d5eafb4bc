// Who serves the models of others. Facts as of November 2026, from the vendors' own pages.
#include "core/catalog/provider_rows.h"

namespace edgee {
namespace {

// https://openrouter.ai/docs/api-reference/overview
Provider openrouter_row() {
  Provider row = provider_row("openrouter", "OpenRouter", "OPENROUTER_API_KEY", "z-ai/glm-5.3");
  speaks_messages(row, "https://openrouter.ai/api", AuthScheme::bearer);
  speaks_chat(row, "https://openrouter.ai/api/v1");
  speaks_responses(row, "https://openrouter.ai/api/v1", true);
  row.messages.thinking_adaptive = true;
  row.chat.reasoning_effort = true;
  row.chat.files = true;
  return row;
}

// https://console.groq.com/docs/openai
Provider groq_row() {
  Provider row = provider_row("groq", "Groq", "GROQ_API_KEY", "openai/gpt-oss-120b");
  speaks_chat(row, "https://api.groq.com/openai/v1");
  speaks_responses(row, "https://api.groq.com/openai/v1", true);
  row.chat.max_tokens_field = MaxTokensField::max_completion_tokens;
  row.chat.reasoning_effort = true;
  return row;
}

// https://inference-docs.cerebras.ai/resources/openai
Provider cerebras_row() {
  Provider row = provider_row("cerebras", "Cerebras", "CEREBRAS_API_KEY", "zai-glm-4.7");
  speaks_chat(row, "https://api.cerebras.ai/v1");
  row.chat.max_tokens_field = MaxTokensField::max_completion_tokens;
  row.chat.parallel_tool_calls = false;
  row.chat.tool_choice_forced = false;
  row.chat.reasoning_effort = true;
  return row;
}

// https://docs.together.ai/docs/openai-api-compatibility
Provider together_row() {
  Provider row = provider_row("together", "Together", "TOGETHER_API_KEY", "moonshotai/Kimi-K2.5");
  speaks_chat(row, "https://api.together.ai/v1");
  row.chat.reasoning_effort = true;
  return row;
}

// https://docs.fireworks.ai. Unknown fields are refused.
Provider fireworks_row() {
  Provider row = provider_row("fireworks", "Fireworks", "FIREWORKS_API_KEY",
                              "accounts/fireworks/models/glm-5p2");
  speaks_messages(row, "https://api.fireworks.ai/inference", AuthScheme::bearer);
  row.endpoints.back().partial = true;
  speaks_chat(row, "https://api.fireworks.ai/inference/v1");
  speaks_responses(row, "https://api.fireworks.ai/inference/v1", true);
  row.chat.reasoning_effort = true;
  return row;
}

// https://docs.api.nvidia.com
Provider nvidia_row() {
  Provider row =
      provider_row("nvidia", "NVIDIA", "NVIDIA_API_KEY", "qwen/qwen3-coder-480b-a35b-instruct");
  speaks_chat(row, "https://integrate.api.nvidia.com/v1");
  row.chat.parallel_tool_calls = false;
  return row;
}

// https://huggingface.co/docs/inference-providers
Provider huggingface_row() {
  Provider row = provider_row("huggingface", "Hugging Face", "HF_TOKEN",
                              "Qwen/Qwen3-Coder-480B-A35B-Instruct");
  speaks_chat(row, "https://router.huggingface.co/v1");
  speaks_responses(row, "https://router.huggingface.co/v1", true);
  return row;
}

// https://docs.ollama.com/cloud
Provider ollama_cloud_row() {
  Provider row = provider_row("ollama-cloud", "Ollama Cloud", "OLLAMA_API_KEY", "gpt-oss:120b");
  speaks_messages(row, "https://ollama.com", AuthScheme::bearer);
  speaks_chat(row, "https://ollama.com/v1");
  speaks_responses(row, "https://ollama.com/v1", true);
  row.messages.cache_control = false;
  row.chat.reasoning_effort = true;
  return row;
}

// https://www.edgee.ai/docs. Its Messages side streams Anthropic's own models only.
Provider edgee_row() {
  Provider row = provider_row("edgee", "Edgee", "EDGEE_API_KEY", "");
  speaks_messages(row, "https://api.edgee.ai", AuthScheme::bearer);
  row.endpoints.back().partial = true;
  speaks_chat(row, "https://api.edgee.ai/v1");
  speaks_responses(row, "https://api.edgee.ai/v1", true);
  return row;
}

}  // namespace

std::vector<Provider> reseller_rows() {
  return {openrouter_row(), groq_row(),        cerebras_row(),     together_row(), fireworks_row(),
          nvidia_row(),     huggingface_row(), ollama_cloud_row(), edgee_row()};
}

}  // namespace edgee

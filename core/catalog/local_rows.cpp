// Servers on this machine, at the ports their makers chose. A key is possible, none is the rule.
#include <utility>

#include "core/catalog/provider_rows.h"

namespace edgee {
namespace {

Provider local_row(std::string id, std::string title, std::string key_env,
                   const std::string& host) {
  Provider row = provider_row(std::move(id), std::move(title), std::move(key_env), "");
  speaks_messages(row, host, AuthScheme::bearer);
  speaks_chat(row, host + "/v1");
  speaks_responses(row, host + "/v1", true);
  row.responses.parallel_tool_calls = false;
  row.local = true;
  row.credential.source = CredentialSource::none;
  row.chat.parallel_tool_calls = false;
  return row;
}

// https://docs.ollama.com/api/anthropic-compatibility. The oldest part of a long prompt is cut off
// in silence.
Provider ollama_row() {
  Provider row = local_row("ollama", "Ollama", "", "http://127.0.0.1:11434");
  row.messages.cache_control = false;
  row.messages.tool_choice_forced = false;
  row.chat.tool_choice_forced = false;
  row.chat.reasoning_effort = true;
  return row;
}

// https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
Provider llamacpp_row() {
  return local_row("llamacpp", "llama.cpp", "LLAMA_API_KEY", "http://127.0.0.1:8080");
}

// https://lmstudio.ai/docs/developer
Provider lmstudio_row() {
  return local_row("lmstudio", "LM Studio", "LMSTUDIO_API_KEY", "http://127.0.0.1:1234");
}

// https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
Provider vllm_row() {
  return local_row("vllm", "vLLM", "VLLM_API_KEY", "http://127.0.0.1:8000");
}

}  // namespace

std::vector<Provider> local_rows() {
  return {ollama_row(), llamacpp_row(), lmstudio_row(), vllm_row()};
}

}  // namespace edgee

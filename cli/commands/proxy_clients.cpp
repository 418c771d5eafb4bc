#include "cli/commands/proxy_clients.h"

#include <algorithm>
#include <array>

namespace edgee {
namespace {

// `lines` are for sh, bash and zsh; @BASE@ stands for the address. A key of the user's own stays,
// since it is what his vendor wants to see; where he has none the client wants some word all the
// same. Facts: wire.md 4, and the clients' own documentation as of November 2026.
struct ProxyClient {
  std::string_view name;
  std::string_view title;
  std::string_view lines;
};

constexpr std::array<ProxyClient, 10> kClients{{
    {"aider", "Aider",
     R"sh(export OPENAI_API_BASE='@BASE@/v1'
export OPENAI_API_KEY="${OPENAI_API_KEY:-edgee}"
# then: aider --model openai/edgee/auto
)sh"},
    {"anthropic", "programs on Anthropic's SDKs",
     R"sh(export ANTHROPIC_BASE_URL='@BASE@'
export ANTHROPIC_API_KEY="${ANTHROPIC_API_KEY:-edgee}"
# any Claude model, or "edgee/auto"
)sh"},
    {"claude-ide", "Claude Code's plugins for VS Code and JetBrains",
     R"sh(export ANTHROPIC_BASE_URL='@BASE@'
# then start the editor from this shell, so that its plugin inherits this: code .
# Your login stays as it is. In a terminal `edgee launch claude` does all this by itself.
)sh"},
    {"cline", "Cline",
     R"sh(# In Cline's settings:
#   API Provider   OpenAI Compatible
#   Base URL       @BASE@/v1
#   API Key        edgee
#   Model ID       edgee/auto
)sh"},
    {"crush", "Crush",
     R"sh(CRUSH_GLOBAL_CONFIG="$(mktemp -d)" && export CRUSH_GLOBAL_CONFIG
cat >"$CRUSH_GLOBAL_CONFIG/crush.json" <<'END'
{"providers":{"edgee":{"type":"openai-compat","base_url":"@BASE@/v1","api_key":"edgee",
 "models":[{"id":"edgee/auto","name":"edgee/auto","context_window":128000,
 "default_max_tokens":16000}]}}}
END
# then: crush (a crush.json of the project still counts)
)sh"},
    {"cursor", "Cursor",
     R"sh(# Cursor asks its models from its own servers, which cannot reach this machine: an address on
# 127.0.0.1 does not work there. Its terminal can run an agent instead: edgee launch claude
)sh"},
    {"gemini", "Gemini CLI, and programs on Google's GenAI SDKs",
     R"sh(export GOOGLE_GEMINI_BASE_URL='@BASE@'
export GEMINI_API_KEY="${GEMINI_API_KEY:-edgee}"
# Gemini CLI must be set to use an API key (/auth); any Gemini model, or: gemini -m edgee/auto
)sh"},
    {"openai", "programs on OpenAI's SDKs, and all that take an OpenAI base URL",
     R"sh(export OPENAI_BASE_URL='@BASE@/v1'
export OPENAI_API_KEY="${OPENAI_API_KEY:-edgee}"
# any OpenAI model, or "edgee/auto"; Chat Completions and Responses
)sh"},
    {"qwen", "Qwen Code",
     R"sh(export OPENAI_BASE_URL='@BASE@/v1'
export OPENAI_API_KEY="${OPENAI_API_KEY:-edgee}"
export OPENAI_MODEL='edgee/auto'
# then: qwen
)sh"},
    {"roo", "Roo Code",
     R"sh(# In Roo Code's settings, under Providers:
#   API Provider   OpenAI Compatible
#   Base URL       @BASE@/v1
#   API Key        edgee
#   Model          edgee/auto
)sh"},
}};

}  // namespace

std::string client_lines(std::string_view name, std::string_view base_url) {
  const auto* const row =
      std::find_if(kClients.begin(), kClients.end(),
                   [name](const ProxyClient& client) { return client.name == name; });
  if (row == kClients.end()) return "";
  std::string text = "# " + std::string(row->title) + "\n" + std::string(row->lines);
  constexpr std::string_view kPlace = "@BASE@";
  for (std::size_t at = text.find(kPlace); at != std::string::npos; at = text.find(kPlace, at)) {
    text.replace(at, kPlace.size(), base_url);
    at += base_url.size();
  }
  return text;
}

std::vector<std::string> client_names() {
  std::vector<std::string> names;
  names.reserve(kClients.size());
  for (const ProxyClient& client : kClients)
    names.emplace_back(client.name);
  return names;
}

std::string describe_clients() {
  constexpr std::size_t kColumn = 12;
  std::string text;
  for (const ProxyClient& client : kClients) {
    std::string name(client.name);
    name.resize(std::max(kColumn, name.size() + 1), ' ');
    text += "  " + name + std::string(client.title) + "\n";
  }
  return text;
}

}  // namespace edgee

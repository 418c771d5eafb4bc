#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/config/parse.h"

namespace edgee {
namespace {

struct ProblemRow {
  const char* toml;
  const char* problems;
};

const std::vector<ProblemRow>& rows() {
  static const std::vector<ProblemRow> kAll{
      {R"([providers.mygw]
base_url = "ftp://x"
)",
       R"(config.toml:2:12: base_url must begin with "https://" or "http://"
  as in "https://host/v1"
)"},
      {R"([providers.mygw]
base_url = "https://x/v1?key=1"
dialect = "openai-chat"
[providers.gw2]
base_url = "https://u:p@x/v1"
dialect = "openai-chat"
[providers.gw3]
base_url = "https://x/v1/chat/completions"
dialect = "openai-chat"
[providers.gw4]
base_url = "https://x/v1"
dialect = "anthropic-messages"
[providers.gw5]
base_url = "http://gpu.lan:8000/v1"
dialect = "openai-chat"
[providers.gw6]
base_url = "https://x/v1"
[providers.gw7]
dialect = "openai-chat"
[providers.gw8]
base_url = "https://x/v1"
dialect = "openai"
[providers.opnrouter]
default_model = "x"
[providers.openrouter]
base_url = "https://x/y"
[providers.groq]
dialect = "anthropic-messages"
[providers.agent]
base_url = "https://x"
[providers."a/b"]
base_url = "https://x"
[providers.gw9]
base_url = "https://"
dialect = "openai-chat"
auth = "basic"
headers = { Authorization = "x", "a b" = "y", "X-A" = 3, "X-B" = "a\nb" }
key_env = "a-b"
)",
       R"(config.toml:2:12: base_url must have no query and no fragment
  as in "https://host/v1"
config.toml:5:12: base_url must hold no user name or password
  use `credential` for the key
config.toml:8:12: base_url must not end in "/chat/completions": edgee adds that itself
  write "https://x/v1"
config.toml:11:12: base_url must not end in "/v1" for anthropic-messages: edgee adds "/v1/messages" itself
  write "https://x"
config.toml:14:12: http:// to gpu.lan would send a key in clear text
  use https://, or credential = "none"
config.toml:17:1: provider "gw6" must have a "dialect"
  expected one of: "anthropic-messages", "openai-chat", "openai-responses", "gemini"
config.toml:18:12: provider "gw7" is not known and has no "base_url"
  did you mean "gw2"?
config.toml:22:11: unknown dialect "openai"
  expected one of: "anthropic-messages", "openai-chat", "openai-responses", "gemini"
config.toml:23:12: provider "opnrouter" is not known and has no "base_url"
  did you mean "openrouter"?
config.toml:26:1: provider "openrouter" speaks several dialects: say which one this base_url is for
  expected one of: "anthropic-messages", "openai-chat", "openai-responses", "gemini"
config.toml:28:1: provider "groq" has no address for this dialect
  add a base_url
config.toml:29:12: "agent" is the name of the agent's own step, not of a provider
config.toml:31:12: a provider's name has letters, digits, "-", "_" and "." only
config.toml:34:12: base_url is no valid URL
  as in "https://host/v1"
config.toml:36:8: unknown auth "basic"
  expected one of: "bearer", "x-api-key", "none", "x-goog-api-key"
config.toml:37:13: header "Authorization" is edgee's to set
  use `credential` and `auth` for a key
config.toml:37:34: "a b" is no header name
config.toml:37:55: "X-A" must be a string, not a whole number
config.toml:37:66: a header's value must be one line of printable characters
config.toml:38:11: "key_env" must be the name of an environment variable
)"},
      {R"([providers.a]
base_url = "https://x/v1/responses"
dialect = "openai-responses"
[providers.b]
base_url = "https://x/v1beta/models/gemini-4-argon:generateContent"
dialect = "gemini"
[providers.c]
base_url = "https://x/v1beta/models/m:streamGenerateContent"
dialect = "gemini"
[providers.d]
base_url = "https://x/v1beta/models/"
dialect = "gemini"
[providers.e]
base_url = "https://x/v1"
dialect = "openai-responses"
quirks = { responses = { stor = true, efforts = "low", images = 1 } }
)",
       R"(config.toml:2:12: base_url must not end in "/responses": edgee adds that itself
  write "https://x/v1"
config.toml:5:12: base_url must not name a model: edgee adds "/models/MODEL:generateContent" itself
  write "https://x/v1beta"
config.toml:8:12: base_url must not name a model: edgee adds "/models/MODEL:generateContent" itself
  write "https://x/v1beta"
config.toml:11:12: base_url must not end in "/models": edgee adds that itself
  write "https://x/v1beta"
config.toml:16:26: unknown key "stor" in quirks of openai-responses
  did you mean "store"?
config.toml:16:49: "efforts" must be a list of strings, not a string
config.toml:16:65: "images" must be true or false, not a whole number
)"},
      {R"([providers.anthropic]
base_url = "http://evil.example"
credential = "none"
)",
       R"(config.toml:2:12: http:// to evil.example would send a key in clear text
  use https://
)"},
      {R"([providers.gw]
endpoints = []
[providers.gw2]
endpoints = [{ dialect = "openai-chat" }, { base_url = "https://x/v1", dialect = "custom", foo = 1 }, 4]
base_url = "https://x/v1"
[providers.gw3]
base_url = "http://127.0.0.1:80/v1"
dialect = "openai-chat"
quirks = { chat = { imges = true, extra_json = "{", tool_id_length = -1, max_tokens_field = "max" }, messages = { betas = "x" }, foo = {} }
)",
       R"(config.toml:2:13: "endpoints" must not be empty
config.toml:4:14: an endpoint must have a "base_url"
config.toml:4:82: unknown dialect "custom"
  expected one of: "anthropic-messages", "openai-chat", "openai-responses", "gemini"
config.toml:4:92: unknown key "foo" in an endpoint
  expected one of: "dialect", "base_url", "auth", "partial"
config.toml:4:103: "endpoints" must be a list of tables, not a whole number
config.toml:5:1: "base_url" stands beside "endpoints"
  put it into the endpoints
config.toml:9:21: unknown key "imges" in quirks of openai-chat
  did you mean "images"?
config.toml:9:48: "extra_json" must be JSON members without the outer braces
  as in '"thinking": {"type": "disabled"}'
config.toml:9:70: "tool_id_length" must be a whole number from 0 to 1024
config.toml:9:93: unknown max_tokens_field "max"
  expected one of: "max_tokens", "max_completion_tokens"
config.toml:9:123: "betas" must be a list of strings, not a string
config.toml:9:130: unknown key "foo" in "quirks"
  expected one of: "chat", "messages", "responses", "gemini"
)"},
      {R"(chain = 3
providers = []
models = true
ledger = "x"
triggers = 2021-01-01
)",
       R"(config.toml:1:9: "chain" must be a table, not a whole number
config.toml:2:13: "providers" must be a table, not a list
config.toml:3:10: "models" must be a table, not true or false
config.toml:4:10: "ledger" must be a table, not a string
config.toml:5:12: "triggers" must be a table, not a date or time
)"},
      {R"([providers.ollama]
base_url = "http://192.168.1.9:11434/v1"
credential = "keychain:ollama"
)",
       R"(config.toml:2:12: http:// to 192.168.1.9 would send a key in clear text
  use https://, or credential = "none"
)"},
      {R"([providers.groq]
headers = "x"
auth = 1
local = "yes"
[providers.mistral]
endpoints = "x"
)",
       R"(config.toml:2:11: "headers" must be a table, not a string
config.toml:3:8: "auth" must be a string, not a whole number
config.toml:4:9: "local" must be true or false, not a string
config.toml:6:13: "endpoints" must be a list, not a string
)"},
  };
  return kAll;
}

}  // namespace

TEST_SUITE("core/config/parse") {
  TEST_CASE("a wrong provider is named with its place and the fix") {
    for (const ProblemRow& row : rows()) {
      CAPTURE(row.toml);
      Config config;
      std::string problems;
      for (const ConfigProblem& problem :
           parse_config({{"config.toml", row.toml, ConfigOrigin::user}}, config)) {
        problems += to_string(problem) + "\n";
      }
      CHECK(problems == row.problems);
    }
  }
}

}  // namespace edgee

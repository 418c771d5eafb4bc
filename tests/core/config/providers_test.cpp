#include <string>

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"
#include "core/config/parse.h"

namespace edgee {
namespace {

Config parse_good(const std::string& toml) {
  Config config;
  const auto problems = parse_config({{"config.toml", toml, ConfigOrigin::user}}, config);
  for (const ConfigProblem& problem : problems)
    FAIL(to_string(problem));
  return config;
}

const Endpoint* endpoint_of(const Provider& provider, DialectId dialect) {
  for (const Endpoint& endpoint : provider.endpoints) {
    if (endpoint.dialect == dialect) return &endpoint;
  }
  return nullptr;
}

}  // namespace

TEST_SUITE("core/config/parse") {
  TEST_CASE("an unknown name defines a provider") {
    const Config config = parse_good(R"(
[providers.work-gateway]
base_url = "https://llm.example.internal/v1/"
dialect = "openai-chat"
credential = { command = ["op", "read", "op://dev/llm/key"] }
headers = { X-Team = "core" }
default_model = "big"
)");
    const Provider& row = *config.provider("work-gateway");
    REQUIRE(row.endpoints.size() == 1);
    CHECK(row.endpoints[0].base_url == "https://llm.example.internal/v1");
    CHECK(row.endpoints[0].auth == AuthScheme::bearer);
    CHECK(row.credential.source == CredentialSource::command);
    CHECK(row.credential.command.size() == 3);
    CHECK_FALSE(row.local);
    CHECK(header_value(row.extra_headers, "x-team") == "core");
    CHECK(row.default_model == "big");
  }

  TEST_CASE("a key is expected from the keychain unless the server is on this machine") {
    const Config config = parse_good(R"(
[providers.gw]
base_url = "https://gw.example"
dialect = "anthropic-messages"
[providers.box]
base_url = "http://127.0.0.1:8080/v1"
dialect = "openai-chat"
[providers.lan]
base_url = "http://gpu.lan:8000/v1"
dialect = "openai-chat"
credential = "none"
)");
    CHECK(config.provider("gw")->credential ==
          CredentialSpec{CredentialSource::keychain, "gw", {}});
    CHECK(config.provider("gw")->endpoints[0].auth == AuthScheme::x_api_key);
    CHECK(config.provider("box")->credential.source == CredentialSource::none);
    CHECK(config.provider("box")->local);
    CHECK_FALSE(config.provider("lan")->local);
  }

  TEST_CASE("a known name keeps the catalogue's row but for what is said") {
    const Config config = parse_good(R"(
[providers.groq]
default_model = "mine"
credential = "keychain:groq/work"
quirks = { chat = { images = false, tool_id_length = 9, efforts = ["low"] } }
)");
    const Provider& row = *config.provider("groq");
    const Provider& known = *find_catalog_provider("groq");
    CHECK(row.default_model == "mine");
    CHECK(row.credential.name == "groq/work");
    CHECK(row.endpoints[0].base_url == known.endpoints[0].base_url);
    CHECK(row.title == known.title);
    CHECK_FALSE(row.chat.images);
    CHECK(row.chat.tool_id_length == 9);
    CHECK(row.chat.efforts == std::vector<std::string>{"low"});
    CHECK(row.chat.max_tokens_field == known.chat.max_tokens_field);
  }

  TEST_CASE("a bare base_url of the same shape moves the whole provider") {
    const Config config = parse_good(R"(
[providers.anthropic]
base_url = "http://127.0.0.1:4000"
[providers.ollama]
base_url = "http://192.168.1.9:11434/v1"
)");
    const Provider& anthropic = *config.provider("anthropic");
    CHECK(endpoint_of(anthropic, DialectId::anthropic_messages)->base_url ==
          "http://127.0.0.1:4000");
    for (const Endpoint& endpoint : anthropic.endpoints) {
      CHECK(endpoint.base_url.starts_with("http://127.0.0.1:4000"));
    }
    CHECK_FALSE(anthropic.local);
    CHECK(anthropic.credential.source == CredentialSource::keychain);
    const Provider& ollama = *config.provider("ollama");
    CHECK(endpoint_of(ollama, DialectId::anthropic_messages)->base_url ==
          "http://192.168.1.9:11434");
    CHECK(endpoint_of(ollama, DialectId::openai_chat)->base_url == "http://192.168.1.9:11434/v1");
  }

  TEST_CASE("a bare base_url of another shape is for the provider's one main dialect") {
    const Config config =
        parse_good("providers.anthropic.base_url = \"https://gw.example/claude\"\n");
    const Provider& row = *config.provider("anthropic");
    REQUIRE(row.endpoints.size() == 1);
    CHECK(row.endpoints[0].dialect == DialectId::anthropic_messages);
    CHECK(row.endpoints[0].base_url == "https://gw.example/claude");
  }

  TEST_CASE("base_url with a dialect stands alone, a dialect alone narrows") {
    const Config config = parse_good(R"(
[providers.openrouter]
base_url = "http://127.0.0.1:4000/v1"
dialect = "openai-chat"
[providers.ollama]
dialect = "openai-chat"
auth = "none"
)");
    const Provider& openrouter = *config.provider("openrouter");
    REQUIRE(openrouter.endpoints.size() == 1);
    CHECK(openrouter.endpoints[0].base_url == "http://127.0.0.1:4000/v1");
    CHECK(openrouter.endpoints[0].dialect == DialectId::openai_chat);
    const Provider& ollama = *config.provider("ollama");
    REQUIRE(ollama.endpoints.size() == 1);
    CHECK(ollama.endpoints[0].base_url == "http://127.0.0.1:11434/v1");
    CHECK(ollama.endpoints[0].auth == AuthScheme::none);
  }

  TEST_CASE("endpoints list one address per dialect") {
    const Config config = parse_good(R"(
[[providers.gw.endpoints]]
dialect = "anthropic-messages"
base_url = "https://gw.example"
auth = "bearer"
partial = true
[[providers.gw.endpoints]]
dialect = "openai-chat"
base_url = "https://gw.example/v1"
)");
    const Provider& row = *config.provider("gw");
    REQUIRE(row.endpoints.size() == 2);
    CHECK(row.endpoints[0].partial);
    CHECK(row.endpoints[0].auth == AuthScheme::bearer);
    CHECK(row.endpoints[1].dialect == DialectId::openai_chat);
  }

  TEST_CASE("every quirk has its word") {
    const Config config = parse_good(R"(
[providers.gw]
base_url = "https://gw.example/v1"
dialect = "openai-chat"
[providers.gw.quirks.chat]
max_tokens_field = "max_completion_tokens"
stream_options = false
parallel_tool_calls = false
tool_choice_forced = false
required_word = "any"
images = false
reasoning_effort = true
efforts = ["low", "max"]
echo_reasoning = true
reasoning_placeholder = "-"
tool_id_length = 9
tool_id_max = 40
assistant_after_tool = true
temperature = false
stop_sequences = false
dropped_schema_keywords = ["pattern"]
reasoning_models_refuse_tools = true
json_schema = false
late_system_role = "developer"
files = true
prompt_cache_key = true
extra_json = '"thinking": {"type": "disabled"}'
first_call_json = '"a": 1'
[providers.gw.quirks.messages]
anthropic_models = true
metadata = true
attribution = true
system_messages = true
context_management = true
output_config = true
thinking_adaptive = true
thinking_enabled = false
cache_control = false
images = false
documents = true
server_tools = true
tool_choice_forced = false
temperature = false
count_tokens = true
betas = ["*"]
)");
    const ChatQuirks& chat = config.provider("gw")->chat;
    CHECK(chat.max_tokens_field == MaxTokensField::max_completion_tokens);
    CHECK_FALSE(chat.stream_options);
    CHECK_FALSE(chat.parallel_tool_calls);
    CHECK_FALSE(chat.tool_choice_forced);
    CHECK(chat.required_word == "any");
    CHECK_FALSE(chat.images);
    CHECK(chat.reasoning_effort);
    CHECK(chat.echo_reasoning);
    CHECK(chat.reasoning_placeholder == "-");
    CHECK(chat.tool_id_max == 40);
    CHECK(chat.assistant_after_tool);
    CHECK_FALSE(chat.temperature);
    CHECK_FALSE(chat.stop_sequences);
    CHECK(chat.dropped_schema_keywords == std::vector<std::string>{"pattern"});
    CHECK(chat.reasoning_models_refuse_tools);
    CHECK_FALSE(chat.json_schema);
    CHECK(chat.late_system_role == "developer");
    CHECK(chat.files);
    CHECK(chat.prompt_cache_key);
    CHECK(chat.first_call_json == "\"a\": 1");
    CHECK(chat.extra_json == "\"thinking\": {\"type\": \"disabled\"}");
    const MessagesQuirks& messages = config.provider("gw")->messages;
    CHECK(messages.anthropic_models);
    CHECK(messages.metadata);
    CHECK(messages.attribution);
    CHECK(messages.system_messages);
    CHECK(messages.context_management);
    CHECK(messages.output_config);
    CHECK(messages.thinking_adaptive);
    CHECK_FALSE(messages.thinking_enabled);
    CHECK_FALSE(messages.cache_control);
    CHECK_FALSE(messages.images);
    CHECK(messages.documents);
    CHECK(messages.server_tools);
    CHECK_FALSE(messages.tool_choice_forced);
    CHECK_FALSE(messages.temperature);
    CHECK(messages.count_tokens);
    CHECK(messages.betas == std::vector<std::string>{"*"});
  }
}

}  // namespace edgee

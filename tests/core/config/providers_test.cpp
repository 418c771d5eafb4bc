#include <algorithm>
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

  TEST_CASE("Vertex is a provider of the user's, with a project in its address") {
    const Config config = parse_good(R"(
[providers.vertex]
base_url = "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google"
dialect = "gemini"
auth = "bearer"
credential = { command = ["gcloud", "auth", "print-access-token"] }
[providers.vertex.quirks.gemini]
call_ids = false
tool_name_max = 64
dropped_fields = ["store"]
[providers.studio]
base_url = "https://generativelanguage.googleapis.com"
dialect = "gemini"
)");
    const Provider& row = *config.provider("vertex");
    REQUIRE(row.endpoints.size() == 1);
    CHECK(row.endpoints[0].dialect == DialectId::gemini);
    CHECK(row.endpoints[0].auth == AuthScheme::bearer);
    CHECK_FALSE(row.gemini.call_ids);
    CHECK(row.gemini.signatures);
    CHECK(row.gemini.tool_name_max == 64);
    CHECK(row.gemini.dropped_fields == std::vector<std::string>{"store"});
    CHECK(config.provider("studio")->endpoints[0].auth == AuthScheme::x_goog_api_key);
  }

  TEST_CASE("Google's address may hold the version, as its pages show it") {
    const Config config = parse_good(R"(
[providers.studio]
base_url = "https://generativelanguage.googleapis.com/v1beta/"
dialect = "gemini"
)");
    CHECK(config.provider("studio")->endpoints[0].base_url ==
          "https://generativelanguage.googleapis.com/v1beta");
  }

  TEST_CASE("a server of the Responses API is described field by field") {
    const Config config = parse_good(R"(
[providers.box]
base_url = "https://box.example/v1"
dialect = "openai-responses"
[providers.box.quirks.responses]
openai_models = true
freeform_tools = true
tool_namespaces = true
encrypted_reasoning = true
reasoning_summary = true
prompt_cache_key = true
files = true
parallel_tool_calls = false
tool_choice_forced = false
store = false
developer_role = false
json_schema = false
max_output_tokens = false
temperature = false
images = false
efforts = ["low", "max"]
always_reasons = ["big-*"]
[providers.plain]
base_url = "https://plain.example/v1"
dialect = "openai-responses"
)");
    const Provider& box = *config.provider("box");
    REQUIRE(box.endpoints.size() == 1);
    CHECK(box.endpoints[0].dialect == DialectId::openai_responses);
    CHECK(box.endpoints[0].auth == AuthScheme::bearer);
    const auto flags = [](const ResponsesQuirks& quirks) {
      return std::vector<bool>{quirks.openai_models,
                               quirks.freeform_tools,
                               quirks.tool_namespaces,
                               quirks.encrypted_reasoning,
                               quirks.reasoning_summary,
                               quirks.prompt_cache_key,
                               quirks.files,
                               quirks.parallel_tool_calls,
                               quirks.tool_choice_forced,
                               quirks.store,
                               quirks.developer_role,
                               quirks.json_schema,
                               quirks.max_output_tokens,
                               quirks.temperature,
                               quirks.images};
    };
    std::vector<bool> said(15, false);
    std::fill_n(said.begin(), 7, true);
    CHECK(flags(box.responses) == said);
    said.flip();
    CHECK(flags(config.provider("plain")->responses) == said);
    CHECK(box.responses.efforts == std::vector<std::string>{"low", "max"});
    CHECK(box.responses.always_reasons == std::vector<std::string>{"big-*"});
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
    CHECK(messages.betas == std::vector<std::string>{"*"});
  }
}

}  // namespace edgee

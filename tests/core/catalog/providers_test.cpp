#include <algorithm>
#include <cctype>
#include <set>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "core/catalog/catalog.h"

namespace edgee::test {
namespace {

bool is_shell_name(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0 || c == '_';
  });
}

const Endpoint* endpoint(const char* provider, DialectId agent) {
  return best_endpoint(*find_catalog_provider(provider), agent,
                       {DialectId::anthropic_messages, DialectId::openai_chat});
}

}  // namespace

TEST_SUITE("core/catalog/providers") {
  TEST_CASE("every row is well-formed") {
    std::set<std::string> seen;
    for (const Provider& row : catalog_providers()) {
      CAPTURE(row.id);
      CHECK(seen.insert(row.id).second);
      CHECK_FALSE(row.title.empty());
      CHECK(row.id == lower(row.id));
      CHECK(row.id.find('/') == std::string::npos);
      CHECK_FALSE(row.endpoints.empty());
      CHECK(is_shell_name(row.key_env));
      CHECK(row.credential.name == row.id);
      CHECK(row.local == (row.credential.source == CredentialSource::none));
      if (!row.local) CHECK_FALSE(row.key_env.empty());
      if (!row.chat.reasoning_placeholder.empty()) CHECK(row.chat.echo_reasoning);
      CHECK(std::all_of(row.messages.betas.begin(), row.messages.betas.end(),
                        [](const std::string& beta) { return !beta.empty(); }));
    }
    CHECK(find_catalog_provider("nobody") == nullptr);
  }

  TEST_CASE("every endpoint is one that can be asked") {
    for (const Provider& row : catalog_providers()) {
      std::set<DialectId> dialects;
      for (const Endpoint& endpoint : row.endpoints) {
        CAPTURE(endpoint.base_url);
        CHECK(dialects.insert(endpoint.dialect).second);
        CHECK(endpoint.base_url.starts_with(row.local ? "http://127.0.0.1:" : "https://"));
        CHECK_FALSE(endpoint.base_url.ends_with("/"));
        const bool messages = endpoint.dialect == DialectId::anthropic_messages;
        if (messages) CHECK_FALSE(endpoint.base_url.ends_with("/v1"));
        CHECK(endpoint.auth != AuthScheme::none);
      }
      CHECK(std::any_of(row.endpoints.begin(), row.endpoints.end(),
                        [](const Endpoint& endpoint) { return !endpoint.partial; }));
    }
  }

  TEST_CASE("default models are in the catalogue, with a window where one is promised") {
    for (const Provider& row : catalog_providers()) {
      if (row.default_model.empty()) continue;
      CAPTURE(row.id);
      CHECK(is_known(find_model(row.id, row.default_model)));
      CHECK(find_model(row.id, row.default_model).window > 0);
    }
  }

  TEST_CASE("the providers that the documentation names are there") {
    for (const char* id : {"anthropic",    "openai",    "google",      "mistral",     "deepseek",
                           "xai",          "moonshot",  "kimi-coding", "zai",         "zai-coding",
                           "minimax",      "qwen",      "openrouter",  "groq",        "cerebras",
                           "together",     "fireworks", "nvidia",      "huggingface", "ollama",
                           "ollama-cloud", "llamacpp",  "lmstudio",    "vllm",        "edgee"}) {
      CAPTURE(id);
      CHECK(find_catalog_provider(id) != nullptr);
    }
    CHECK(catalog_providers().size() == 25);
  }

  TEST_CASE("an agent of Messages is served in its own dialect unless that is partial") {
    CHECK(endpoint("zai", DialectId::anthropic_messages)->base_url ==
          "https://api.z.ai/api/anthropic");
    CHECK(endpoint("vllm", DialectId::anthropic_messages)->base_url == "http://127.0.0.1:8000");
    CHECK(endpoint("xai", DialectId::anthropic_messages)->base_url == "https://api.x.ai/v1");
    CHECK(endpoint("groq", DialectId::anthropic_messages)->dialect == DialectId::openai_chat);
    CHECK(endpoint("anthropic", DialectId::openai_chat)->base_url == "https://api.anthropic.com");
    CHECK(endpoint("zai-coding", DialectId::openai_chat)->base_url ==
          "https://api.z.ai/api/coding/paas/v4");
  }

  TEST_CASE("OpenAI is asked by Responses, others only by what carries all tools") {
    const std::vector<DialectId> all{DialectId::anthropic_messages, DialectId::openai_chat,
                                     DialectId::openai_responses};
    const Provider& openai = *find_catalog_provider("openai");
    for (const DialectId agent : all) {
      CAPTURE(to_string(agent));
      const Endpoint* found = best_endpoint(openai, agent, all);
      REQUIRE(found != nullptr);
      CHECK(found->dialect == DialectId::openai_responses);
      CHECK(found->base_url == "https://api.openai.com/v1");
    }
    for (const Provider& row : catalog_providers()) {
      CAPTURE(row.id);
      const Endpoint* found = best_endpoint(row, DialectId::openai_responses, all);
      REQUIRE(found != nullptr);
      CHECK((found->dialect == DialectId::openai_responses) == (row.id == "openai"));
      CHECK(row.responses.openai_models == (row.id == "openai"));
    }
  }

  TEST_CASE("only Anthropic sees what speaks of the user") {
    for (const Provider& row : catalog_providers()) {
      CAPTURE(row.id);
      CHECK(row.messages.metadata == (row.id == "anthropic"));
      CHECK(row.messages.attribution == (row.id == "anthropic"));
    }
  }
}

}  // namespace edgee::test

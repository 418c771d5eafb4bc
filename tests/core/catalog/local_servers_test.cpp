#include "core/catalog/local_servers.h"

#include <map>
#include <string>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/catalog/catalog.h"

namespace edgee {
namespace {

// What is heard at each URL; a body is part of the question.
using Answers = std::map<std::string, std::string>;

std::optional<ModelInfo> ask(const std::string& provider, const Answers& answers) {
  const AskJson answer = [&answers](const JsonQuestion& question) -> std::optional<Json> {
    const auto found = answers.find(question.url + question.body);
    return found == answers.end() ? std::nullopt : parse_json(found->second);
  };
  return ask_local_server(*find_catalog_provider(provider), answer);
}

const std::string kOllama = "http://127.0.0.1:11434";
const std::string kShow = kOllama + R"(/api/show{"model":")";

Answers ollama(const std::string& context) {
  return {{kOllama + "/api/version", R"({"version":"0.14.1"})"},
          {kOllama + "/api/tags",
           R"({"models":[{"name":"embed:1b"},{"name":"qwen3-coder:30b"},{"name":"old:7b"}]})"},
          {kOllama + "/api/ps",
           R"({"models":[{"name":"qwen3-coder:30b","context_length":)" + context + "}]}"},
          {kShow + R"(embed:1b"})", R"({"capabilities":["embedding"]})"},
          {kShow + R"(qwen3-coder:30b"})", R"({"capabilities":["completion","tools","vision"]})"},
          {kShow + R"(old:7b"})", R"({"capabilities":["completion","tools"],
             "parameters":"stop  \"<|im_end|>\"\nnum_ctx   131072"})"}};
}

}  // namespace

TEST_SUITE_BEGIN("core/catalog/local_servers");

TEST_CASE("Ollama serves its newest model that takes tools and whose window is known and fits") {
  const auto loaded = ask("ollama", ollama("65536"));
  REQUIRE(loaded);
  CHECK(loaded->provider == "ollama");
  CHECK(loaded->id == "qwen3-coder:30b");
  CHECK(loaded->window == 65536);
  CHECK(loaded->images);
  REQUIRE(loaded->price);
  CHECK(loaded->price->input == 0);
  const auto stated = ask("ollama", ollama("4096"));
  REQUIRE(stated);
  CHECK(stated->id == "old:7b");
  CHECK(stated->window == 131072);
  CHECK_FALSE(stated->images);
}

TEST_CASE("what does not prove to be Ollama, or has no fitting model, is left out") {
  Answers other = ollama("65536");
  other[kOllama + "/api/version"] = R"({"name":"something else"})";
  CHECK_FALSE(ask("ollama", other));
  Answers empty = ollama("65536");
  empty[kOllama + "/api/tags"] = R"({"models":[]})";
  CHECK_FALSE(ask("ollama", empty));
  Answers small = ollama("4096");
  small[kShow + R"(old:7b"})"] = R"({"capabilities":["tools"]})";
  CHECK_FALSE(ask("ollama", small));
  CHECK_FALSE(ask("ollama", {}));
}

TEST_CASE("llama.cpp says its window and its model") {
  const std::string root = "http://127.0.0.1:8080";
  Answers answers{{root + "/props", R"({"default_generation_settings":{"n_ctx":131072},
                                        "modalities":{"vision":true}})"},
                  {root + "/v1/models", R"({"data":[{"id":"glm-air.gguf"}]})"}};
  const auto model = ask("llamacpp", answers);
  REQUIRE(model);
  CHECK(model->id == "glm-air.gguf");
  CHECK(model->window == 131072);
  CHECK(model->images);
  answers[root + "/props"] = R"({"default_generation_settings":{"n_ctx":8192}})";
  CHECK_FALSE(ask("llamacpp", answers));
  answers[root + "/props"] = R"({"hello":"world"})";
  CHECK_FALSE(ask("llamacpp", answers));
}

TEST_CASE("LM Studio counts with a model that is loaded") {
  const std::string url = "http://127.0.0.1:1234/api/v0/models";
  const auto model = ask("lmstudio", {{url, R"({"data":[
    {"id":"a","type":"llm","state":"not-loaded","max_context_length":131072},
    {"id":"b","type":"embeddings","state":"loaded","loaded_context_length":131072},
    {"id":"c","type":"llm","state":"loaded","loaded_context_length":4096},
    {"id":"d","type":"vlm","state":"loaded","loaded_context_length":100000}]})"}});
  REQUIRE(model);
  CHECK(model->id == "d");
  CHECK(model->window == 100000);
  CHECK(model->images);
  CHECK_FALSE(ask("lmstudio", {{url, R"({"data":[]})"}}));
}

TEST_CASE("vLLM owns its models and says their length, another server on its port does not") {
  const std::string url = "http://127.0.0.1:8000/v1/models";
  const auto model =
      ask("vllm", {{url, R"({"data":[{"id":"m","owned_by":"vllm","max_model_len":200000}]})"}});
  REQUIRE(model);
  CHECK(model->id == "m");
  CHECK(model->window == 200000);
  CHECK_FALSE(
      ask("vllm", {{url, R"({"data":[{"id":"m","owned_by":"me","max_model_len":200000}]})"}}));
  CHECK_FALSE(
      ask("vllm", {{url, R"({"data":[{"id":"m","owned_by":"vllm","max_model_len":2000}]})"}}));
}

TEST_CASE("a provider that is no local server is not asked") {
  CHECK_FALSE(ask("openrouter", {{"https://openrouter.ai/api/v1/models", "{}"}}));
}

TEST_SUITE_END();

}  // namespace edgee

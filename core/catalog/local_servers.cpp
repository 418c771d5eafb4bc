#include "core/catalog/local_servers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/catalog/catalog.h"

namespace edgee {
namespace {

constexpr std::size_t kMostModels = 8;  // of Ollama's, newest first

// The part before /v1, where servers keep what is their own.
std::string root_of(const Provider& provider) {
  if (provider.endpoints.empty()) return "";
  std::string url = provider.endpoints.front().base_url;
  if (url.ends_with("/v1")) url.resize(url.size() - 3);
  while (url.ends_with('/'))
    url.pop_back();
  return url;
}

ModelInfo describe(const std::string& provider, const std::string& id, std::int64_t window) {
  ModelInfo info = find_model(provider, id);
  info.provider = provider;
  info.id = id;
  info.window = window;
  info.price = Price{};
  info.long_price.reset();
  return info;
}

bool lists(const Json& words, std::string_view wanted) {
  if (!words.is_array()) return false;
  return std::any_of(words.begin(), words.end(), [wanted](const Json& word) {
    return word.is_string() && word.get_ref<const std::string&>() == wanted;
  });
}

std::optional<Json> get(const AskJson& ask, const std::string& url) {
  return ask({url, ""});
}

// "num_ctx    65536" in the lines of a Modelfile's parameters.
std::int64_t stated_context(const std::string& parameters) {
  for (const std::string_view line : split(parameters, '\n')) {
    constexpr std::string_view kName = "num_ctx";
    if (line.starts_with(kName))
      return std::max(0LL, parse_number(trim(line.substr(kName.size()))));
  }
  return 0;
}

std::int64_t loaded_context(const Json& running, const std::string& model) {
  const Json& models = member(running, "models");
  if (!models.is_array()) return 0;
  for (const Json& row : models) {
    if (string_member(row, "name") == model) return int_member(row, "context_length").value_or(0);
  }
  return 0;
}

std::optional<ModelInfo> ollama_model(const AskJson& ask, const std::string& root,
                                      const Json& running, const std::string& name) {
  const std::optional<Json> show =
      ask({root + "/api/show", R"({"model":)" + quote_json(name) + "}"});
  if (!show || !lists(member(*show, "capabilities"), "tools")) return std::nullopt;
  std::int64_t window = loaded_context(running, name);
  if (window == 0) window = stated_context(string_member(*show, "parameters"));
  if (window < kSmallestUsefulWindow) return std::nullopt;
  ModelInfo info = describe("ollama", name, window);
  info.images = lists(member(*show, "capabilities"), "vision");
  return info;
}

// https://docs.ollama.com/api
std::optional<ModelInfo> ask_ollama(const AskJson& ask, const std::string& root) {
  const std::optional<Json> version = get(ask, root + "/api/version");
  if (!version || string_member(*version, "version").empty()) return std::nullopt;
  const std::optional<Json> tags = get(ask, root + "/api/tags");
  if (!tags || !member(*tags, "models").is_array()) return std::nullopt;
  const Json running = get(ask, root + "/api/ps").value_or(Json::object());
  std::size_t asked = 0;
  for (const Json& row : member(*tags, "models")) {
    if (asked++ == kMostModels) break;
    if (auto info = ollama_model(ask, root, running, string_member(row, "name"))) return info;
  }
  return std::nullopt;
}

// https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
std::optional<ModelInfo> ask_llamacpp(const AskJson& ask, const std::string& root) {
  const std::optional<Json> props = get(ask, root + "/props");
  if (!props) return std::nullopt;
  const std::int64_t window =
      int_member(member(*props, "default_generation_settings"), "n_ctx").value_or(0);
  if (window < kSmallestUsefulWindow) return std::nullopt;
  const std::optional<Json> models = get(ask, root + "/v1/models");
  if (!models || !member(*models, "data").is_array()) return std::nullopt;
  for (const Json& row : member(*models, "data")) {
    const std::string id = string_member(row, "id");
    if (id.empty()) continue;
    ModelInfo info = describe("llamacpp", id, window);
    info.images = bool_member(member(*props, "modalities"), "vision");
    return info;
  }
  return std::nullopt;
}

// https://lmstudio.ai/docs/developer/rest. A model that is not loaded says nothing of the window it
// would get.
std::optional<ModelInfo> ask_lmstudio(const AskJson& ask, const std::string& root) {
  const std::optional<Json> models = get(ask, root + "/api/v0/models");
  if (!models || !member(*models, "data").is_array()) return std::nullopt;
  for (const Json& row : member(*models, "data")) {
    const std::int64_t window = int_member(row, "loaded_context_length").value_or(0);
    const std::string kind = string_member(row, "type");
    if (string_member(row, "state") != "loaded" || window < kSmallestUsefulWindow) continue;
    if (kind != "llm" && kind != "vlm") continue;
    ModelInfo info = describe("lmstudio", string_member(row, "id"), window);
    info.images = kind == "vlm";
    return info;
  }
  return std::nullopt;
}

// https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
std::optional<ModelInfo> ask_vllm(const AskJson& ask, const std::string& root) {
  const std::optional<Json> models = get(ask, root + "/v1/models");
  if (!models || !member(*models, "data").is_array()) return std::nullopt;
  for (const Json& row : member(*models, "data")) {
    const std::int64_t window = int_member(row, "max_model_len").value_or(0);
    if (string_member(row, "owned_by") != "vllm" || window < kSmallestUsefulWindow) continue;
    return describe("vllm", string_member(row, "id"), window);
  }
  return std::nullopt;
}

struct Inquiry {
  std::string_view provider;
  std::optional<ModelInfo> (*ask)(const AskJson& ask, const std::string& root);
};
constexpr std::array kInquiries{Inquiry{"ollama", ask_ollama}, Inquiry{"llamacpp", ask_llamacpp},
                                Inquiry{"lmstudio", ask_lmstudio}, Inquiry{"vllm", ask_vllm}};

}  // namespace

std::optional<ModelInfo> ask_local_server(const Provider& provider, const AskJson& ask) {
  const auto row =
      std::find_if(kInquiries.begin(), kInquiries.end(),
                   [&provider](const Inquiry& inquiry) { return inquiry.provider == provider.id; });
  const std::string root = root_of(provider);
  if (row == kInquiries.end() || root.empty()) return std::nullopt;
  std::optional<ModelInfo> info = row->ask(ask, root);
  if (info && info->id.empty()) return std::nullopt;
  return info;
}

}  // namespace edgee

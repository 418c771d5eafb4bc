#include "core/agents/codex_config.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

void merge(Json& into, const Json& from) {
  for (const auto& [key, value] : from.items()) {
    if (value.is_object() && into.contains(key) && into[key].is_object()) {
      merge(into[key], value);
    } else {
      into[key] = value;
    }
  }
}

// A value that is no TOML is plain text, with the quotes around it taken off: as Codex reads it.
Json read_value(const std::string& text, TomlReader read_toml) {
  const Result<Json> read = read_toml("value = " + text);
  if (read) return member(*read, "value");
  std::string_view plain = text;
  const auto is_quote = [](char c) { return c == '"' || c == '\''; };
  while (!plain.empty() && is_quote(plain.front()))
    plain.remove_prefix(1);
  while (!plain.empty() && is_quote(plain.back()))
    plain.remove_suffix(1);
  return std::string(plain);
}

void set_path(Json& values, std::string_view dotted, Json value) {
  Json* at = &values;
  for (const std::string_view key : split(dotted, '.')) {
    if (!at->is_object()) *at = Json::object();
    at = &(*at)[std::string(key)];
  }
  *at = std::move(value);
}

class Reader {
 public:
  Reader(Files& files, TomlReader read_toml, std::vector<std::string>& warnings)
      : files_(files), read_toml_(read_toml), warnings_(warnings) {}

  Json file(const std::string& path) {
    const Result<std::optional<std::string>> text = files_.read(path);
    if (!text) return warn(text.error().message);
    if (!*text) return Json::object();
    Result<Json> values = read_toml_(**text);
    if (!values) return warn(path + " is no valid TOML: " + values.error().message);
    return *std::move(values);
  }

 private:
  Json warn(std::string message) {
    warnings_.push_back(std::move(message));
    return Json::object();
  }

  Files& files_;
  TomlReader read_toml_;
  std::vector<std::string>& warnings_;
};

void add_hidden(const Json& values, std::vector<std::string>& hidden) {
  const Json& names = member(member(values, "shell_environment_policy"), "exclude");
  if (!names.is_array()) return;
  for (const Json& name : names) {
    if (!name.is_string()) continue;
    const auto text = name.get<std::string>();
    if (std::find(hidden.begin(), hidden.end(), text) == hidden.end()) hidden.push_back(text);
  }
}

// The folder where Codex runs and those above it.
std::vector<std::string> folders_from(std::string folder) {
  std::vector<std::string> folders;
  while (!folder.empty()) {
    folders.push_back(folder);
    folder.erase(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  }
  return folders;
}

}  // namespace

std::string codex_home(const LaunchInput& input, const Environment& environment) {
  const std::string moved = environment.get("CODEX_HOME").value_or("");
  if (moved.empty()) return input.home + "/.codex";
  return moved.starts_with('/') ? moved : input.directory + "/" + moved;
}

CodexConfig read_codex_config(const LaunchInput& input, const CodexArguments& arguments,
                              const Environment& environment, Files& files) {
  CodexConfig config;
  if (input.read_toml == nullptr) return config;
  Reader reader(files, input.read_toml, config.warnings);
  const std::string home = codex_home(input, environment);
  config.values = reader.file("/etc/codex/config.toml");
  merge(config.values, reader.file(home + "/config.toml"));
  if (!arguments.profile.empty()) {
    merge(config.values, reader.file(home + "/" + arguments.profile + ".config.toml"));
  }
  for (const CodexOverride& setting : arguments.overrides)
    set_path(config.values, setting.key, read_value(setting.value, input.read_toml));
  add_hidden(config.values, config.hidden);
  for (const std::string& folder : folders_from(input.directory)) {
    if (folder + "/.codex" != home) {
      add_hidden(reader.file(folder + "/.codex/config.toml"), config.hidden);
    }
  }
  for (const std::string& file :
       {home + "/managed_config.toml", std::string("/etc/codex/managed_config.toml")}) {
    const std::string provider = string_member(reader.file(file), "model_provider");
    if (!provider.empty()) config.managed_provider = provider;
  }
  return config;
}

}  // namespace edgee

#include "core/agents/opencode_config.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/agents/jsonc.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::array kNames{"opencode.json", "opencode.jsonc"};

std::string path_in(const std::string& directory, const std::string& path) {
  return path.starts_with('/') ? path : directory + "/" + path;
}

class Reader {
 public:
  Reader(Files& files, OpenCodeConfig& found) : files_(files), found_(found) {}

  void file(const std::string& path, bool is_own) {
    const Result<std::optional<std::string>> text = files_.read(path);
    if (!text) {
      found_.warnings.push_back(text.error().message);
    } else if (*text && !trim(**text).empty()) {
      add(path, **text, is_own);
    }
  }

  void folder(const std::string& path, bool is_own) {
    for (const char* name : kNames)
      file(path + "/" + name, is_own);
  }

  bool is_top(const std::string& folder) {
    const Result<std::vector<std::string>> names = files_.list(folder);
    return names && std::find(names->begin(), names->end(), ".git") != names->end();
  }

 private:
  void add(const std::string& place, const std::string& text, bool is_own) {
    std::optional<OrderedJson> settings = parse_settings(text);
    if (settings) {
      found_.sources.push_back({place, is_own, *std::move(settings)});
    } else {
      found_.warnings.push_back(place + " is no valid JSON: edgee passes it over");
    }
  }

  Files& files_;
  OpenCodeConfig& found_;
};

// From the top of the work tree down to where the agent runs.
std::vector<std::string> work_tree(const std::string& directory, Reader& reader) {
  std::vector<std::string> folders;
  for (std::string folder = directory; !folder.empty();) {
    folders.insert(folders.begin(), folder);
    if (reader.is_top(folder)) return folders;
    folder.erase(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  }
  return {directory};
}

}  // namespace

std::string opencode_folder(const LaunchInput& input, const Environment& environment,
                            const char* variable, const char* otherwise) {
  const std::string moved = environment.get(variable).value_or("");
  return (moved.empty() ? input.home + otherwise : moved) + "/opencode";
}

Result<OpenCodeConfig> read_opencode_config(const LaunchInput& input,
                                            const Environment& environment, Files& files) {
  OpenCodeConfig config;
  Reader reader(files, config);
  const std::string global = opencode_folder(input, environment, "XDG_CONFIG_HOME", "/.config");
  reader.file(global + "/config.json", true);
  reader.folder(global, true);
  const std::string chosen = environment.get("OPENCODE_CONFIG").value_or("");
  if (!chosen.empty()) reader.file(path_in(input.directory, chosen), true);
  const std::vector<std::string> folders = work_tree(input.directory, reader);
  for (const std::string& folder : folders) {
    if (folder != global) reader.folder(folder, false);
  }
  for (const std::string& folder : folders) {
    if (folder != input.home) reader.folder(folder + "/.opencode", false);
  }
  reader.folder(input.home + "/.opencode", true);
  const std::string more = environment.get("OPENCODE_CONFIG_DIR").value_or("");
  if (!more.empty()) reader.folder(path_in(input.directory, more), true);
  const std::string content = environment.get(kOpenCodeContent).value_or("");
  if (trim(content).empty()) return config;
  std::optional<OrderedJson> settings = parse_settings(content);
  if (!settings) {
    return fail(std::string("the settings in ") + kOpenCodeContent + " are no JSON object",
                std::string("mend or unset ") + kOpenCodeContent);
  }
  config.sources.push_back({kOpenCodeContent, true, *std::move(settings)});
  return config;
}

}  // namespace edgee

// Files in memory. A path in `read_errors` or `write_errors` fails with that error. One thread.
#pragma once

#include <map>
#include <vector>

#include "core/ports/files.h"

namespace edgee {

class FakeFiles : public Files {
 public:
  [[nodiscard]] Result<std::optional<std::string>> read(const std::string& path) override {
    const auto broken = read_errors.find(path);
    if (broken != read_errors.end()) return tl::unexpected<Error>(broken->second);
    const auto found = contents.find(path);
    if (found == contents.end()) return std::optional<std::string>();
    return std::optional<std::string>(found->second);
  }
  [[nodiscard]] Result<std::optional<std::string>> read_private(const std::string& path) override {
    return read(path);
  }
  Result<void> write(const std::string& path, std::string_view content) override {
    const auto broken = write_errors.find(path);
    if (broken != write_errors.end()) return tl::unexpected<Error>(broken->second);
    contents[path] = std::string(content);
    written.push_back(path);
    return {};
  }
  Result<void> remove(const std::string& path) override {
    const auto broken = write_errors.find(path);
    if (broken != write_errors.end()) return tl::unexpected<Error>(broken->second);
    contents.erase(path);
    return {};
  }
  [[nodiscard]] Result<std::vector<std::string>> list(const std::string& directory) override {
    const auto broken = read_errors.find(directory);
    if (broken != read_errors.end()) return tl::unexpected<Error>(broken->second);
    std::vector<std::string> names;
    for (const auto& [path, text] : contents) {
      if (!path.starts_with(directory + "/")) continue;
      const std::string name = path.substr(directory.size() + 1);
      if (name.find('/') == std::string::npos) names.push_back(name);
    }
    return names;
  }

  std::map<std::string, std::string> contents;
  std::map<std::string, Error> read_errors;
  std::map<std::string, Error> write_errors;
  std::vector<std::string> written;  // in order
};

}  // namespace edgee

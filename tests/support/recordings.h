// Recordings under tests/golden, a folder each, and what is expected to be made of them beside
// them. EDGEE_UPDATE_GOLDEN=1 rewrites what is expected, for review.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/base/result.h"

namespace edgee::golden {

using Path = std::filesystem::path;

inline Path root() {
  return Path(EDGEE_SOURCE_DIR) / "tests/golden";
}

inline std::string read(const Path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void compare(const Path& path, const std::string& now) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): tests set no environment
  if (std::getenv("EDGEE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << now;
  }
  CHECK_MESSAGE(read(path) == now, "differs from ", path.string());
}

// The folders of tests/golden/<name> that hold such a file, in order.
inline std::vector<Path> folders(const char* name, const char* file) {
  std::vector<Path> found;
  for (const auto& entry : std::filesystem::directory_iterator(root() / name)) {
    if (std::filesystem::exists(entry.path() / file)) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// JSON for a reader of differences.
inline std::string laid_out(const std::string& json) {
  return OrderedJson::parse(json, nullptr, false).dump(2) + "\n";
}
// A request that was written, or why it was refused.
inline std::string laid_out(const Result<std::string>& body) {
  return body ? laid_out(*body) : "refused: " + body.error().message + "\n";
}

}  // namespace edgee::golden

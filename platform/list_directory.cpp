#include "platform/list_directory.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace edgee {

Result<std::vector<std::string>> list_directory(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator entry(directory, error);
  while (!error && entry != std::filesystem::directory_iterator()) {
    names.push_back(entry->path().filename().string());
    entry.increment(error);
  }
  if (error == std::errc::no_such_file_or_directory) return std::vector<std::string>();
  if (error) return fail("cannot list " + directory + ": " + error.message());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace edgee

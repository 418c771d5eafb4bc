#include "platform/files.h"

#include "platform/list_directory.h"
#include "platform/read_file.h"
#include "platform/replace_file.h"

namespace edgee {
namespace {

class PosixFiles : public Files {
 public:
  [[nodiscard]] Result<std::optional<std::string>> read(const std::string& path) override {
    return read_small_file(path, Privacy::any);
  }
  [[nodiscard]] Result<std::optional<std::string>> read_private(const std::string& path) override {
    return read_small_file(path, Privacy::owner_only);
  }
  Result<void> write(const std::string& path, std::string_view content) override {
    return replace_file(path, content);
  }
  Result<void> remove(const std::string& path) override { return remove_file(path); }
  [[nodiscard]] Result<std::vector<std::string>> list(const std::string& directory) override {
    return list_directory(directory);
  }
};

}  // namespace

std::unique_ptr<Files> make_files() {
  return std::make_unique<PosixFiles>();
}

}  // namespace edgee

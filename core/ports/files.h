// Files, as the core sees them: small, whole, and never half written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace edgee {

class Files {
 public:
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  // nullopt when there is no such file; an error when it cannot be read (mode, kind, over 8 MiB).
  [[nodiscard]] virtual Result<std::optional<std::string>> read(const std::string& path) = 0;
  // The same, for files that hold secrets: also refuses symlinks, other owners and modes beyond
  // 0600.
  [[nodiscard]] virtual Result<std::optional<std::string>> read_private(
      const std::string& path) = 0;
  // Replaces the file atomically with mode 0600, parents 0700, durable before it returns. An
  // existing symlink, a directory or a foreign owner is refused.
  virtual Result<void> write(const std::string& path, std::string_view content) = 0;
  virtual Result<void> remove(const std::string& path) = 0;
  // The names in a directory, sorted; none when there is no such directory.
  [[nodiscard]] virtual Result<std::vector<std::string>> list(const std::string& directory) = 0;
};

}  // namespace edgee

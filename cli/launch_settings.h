// The private settings file of one run of an agent: mode 0600, there for as long as the agent may
// read it. Main thread.
#pragma once

#include <string>
#include <string_view>

#include "cli/context.h"

namespace edgee {

class LaunchSettings {
 public:
  // Also removes the files of runs that were killed. Writes nothing yet.
  explicit LaunchSettings(Context& context);
  ~LaunchSettings();
  LaunchSettings(const LaunchSettings&) = delete;
  LaunchSettings& operator=(const LaunchSettings&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  Result<void> write(std::string_view content);

 private:
  void remove_orphans(const std::string& directory);

  Context& context_;
  std::string path_;
  bool written_ = false;
};

}  // namespace edgee

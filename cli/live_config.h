// The configuration of a running proxy: what the files say now and, where they name no chain, the
// one that was found. Shared by all connections; holds its own mutex.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/default_chain.h"
#include "cli/load_config.h"

namespace edgee {

class LiveConfig {
 public:
  // `say` hears, once for each, that a changed file is broken and the last good one stays.
  LiveConfig(Context& context, std::function<void(const Error&)> say);

  // Reads the files for the first time; an error stops the launch. Main thread.
  Result<void> load();
  // What serves now. Looks at the files at most once a second, on the caller's thread.
  [[nodiscard]] std::shared_ptr<const Config> current();
  // More steps for the chain that nobody wrote.
  void add(FoundSteps found);
  // A provider of the agent's own, unless the files or the catalogue know one of its name.
  void add(Provider provider);

 private:
  void reread();
  void publish();  // with mutex_ held

  Context& context_;
  const std::function<void(const Error&)> say_;
  std::mutex reading_;             // who holds it looks at the files; the others do not wait
  std::vector<ConfigText> texts_;  // of the last look; under reading_
  std::mutex mutex_;
  TimePoint looked_;
  Config loaded_;
  FoundSteps found_;
  std::vector<Provider> providers_;
  std::shared_ptr<const Config> current_;
};

}  // namespace edgee

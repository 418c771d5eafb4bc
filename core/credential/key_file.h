// Keys in a file of mode 0600, for machines without a keychain. The file exists only after an
// explicit opt-in; its format is one JSON object, name -> key. Safe from any thread.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "core/ports/files.h"
#include "core/ports/secret_store.h"

namespace edgee {

class KeyFile : public SecretStore {
 public:
  // `files` must outlive it.
  KeyFile(Files& files, std::string path);

  [[nodiscard]] std::string kind() const override { return "file"; }
  [[nodiscard]] Result<std::optional<Secret>> get(std::string_view name) override;
  // Makes the file: calling it is the opt-in.
  Result<void> set(std::string_view name, const Secret& secret) override;
  Result<bool> remove(std::string_view name) override;
  [[nodiscard]] Result<std::vector<std::string>> list() override;

  // There is such a file, readable or not.
  [[nodiscard]] bool opted_in();

 private:
  using Keys = std::map<std::string, Secret, std::less<>>;
  [[nodiscard]] Result<std::optional<Keys>> read();
  Result<void> write(const Keys& keys);

  Files& files_;
  const std::string path_;
  std::mutex mutex_;
};

}  // namespace edgee

// Where keys rest: the desktop's keychain, or a 0600 file after an explicit opt-in. Names are
// "provider" or "provider/name". May be used from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace edgee {

class SecretStore {
 public:
  SecretStore() = default;
  SecretStore(const SecretStore&) = delete;
  SecretStore& operator=(const SecretStore&) = delete;
  virtual ~SecretStore() = default;

  // "keychain" or "file", for people.
  [[nodiscard]] virtual std::string kind() const = 0;
  // An error with a hint when there is no keychain or it stays locked.
  [[nodiscard]] virtual Result<std::optional<Secret>> get(std::string_view name) = 0;
  virtual Result<void> set(std::string_view name, const Secret& secret) = 0;
  // False when there was none.
  virtual Result<bool> remove(std::string_view name) = 0;
  [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
};

}  // namespace edgee

// Keys in memory. With `error` set every call fails with it. Safe from any thread except for the
// public members, which a test sets before it starts threads.
#pragma once

#include <functional>
#include <map>
#include <mutex>

#include "core/ports/secret_store.h"

namespace edgee {

class FakeSecretStore : public SecretStore {
 public:
  [[nodiscard]] std::string kind() const override { return kind_name; }
  [[nodiscard]] Result<std::optional<Secret>> get(std::string_view name) override {
    if (on_get) on_get();
    const std::lock_guard lock(mutex_);
    ++gets_;
    if (error) return tl::unexpected<Error>(*error);
    const auto found = keys.find(name);
    if (found == keys.end()) return std::optional<Secret>();
    return std::optional<Secret>(Secret(found->second));
  }
  Result<void> set(std::string_view name, const Secret& secret) override {
    const std::lock_guard lock(mutex_);
    if (error) return tl::unexpected<Error>(*error);
    keys[std::string(name)] = std::string(secret.reveal());
    return {};
  }
  Result<bool> remove(std::string_view name) override {
    const std::lock_guard lock(mutex_);
    if (error) return tl::unexpected<Error>(*error);
    return keys.erase(std::string(name)) > 0;
  }
  [[nodiscard]] Result<std::vector<std::string>> list() override {
    const std::lock_guard lock(mutex_);
    if (error) return tl::unexpected<Error>(*error);
    std::vector<std::string> names;
    for (const auto& [name, value] : keys)
      names.push_back(name);
    return names;
  }

  [[nodiscard]] int gets() const {
    const std::lock_guard lock(mutex_);
    return gets_;
  }

  std::map<std::string, std::string, std::less<>> keys;
  std::optional<Error> error;
  std::string kind_name = "keychain";
  std::function<void()> on_get;  // called before the lookup, without the lock

 private:
  mutable std::mutex mutex_;
  int gets_ = 0;
};

}  // namespace edgee

// The desktop's keychain: libsecret (GNOME Keyring, KWallet, KeePassXC) or the macOS Keychain. Safe
// from any thread; calls are made one at a time.
#pragma once

#include <memory>

#include "core/model/time.h"
#include "core/ports/secret_store.h"

namespace edgee {

struct KeychainRules {
  bool may_prompt = false;  // there are a terminal and a display: unlocking may ask
  Duration silent_limit{std::chrono::seconds(3)};    // without a prompt
  Duration prompt_limit{std::chrono::seconds(120)};  // with one
};
[[nodiscard]] std::unique_ptr<SecretStore> make_keychain(KeychainRules rules);

}  // namespace edgee

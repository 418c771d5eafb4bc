// Where keys rest, all in all: the keychain and, after the opt-in, the file. Safe from any thread.
#pragma once

#include <memory>
#include <string>

#include "core/ports/files.h"
#include "core/ports/secret_store.h"

namespace edgee {

// A key in the file was put there on purpose, so it wins, and no keychain has to be asked. New keys
// go to the keychain, or to the file when it exists and the keychain cannot be used.
[[nodiscard]] std::unique_ptr<SecretStore> make_key_store(std::unique_ptr<SecretStore> keychain,
                                                          Files& files, std::string file);

}  // namespace edgee

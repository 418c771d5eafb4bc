// Digests by OpenSSL. Safe from any thread.
#pragma once

#include <memory>

#include "core/ports/crypto.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<Crypto> make_crypto();

}  // namespace edgee

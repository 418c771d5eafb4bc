// A socket bound to 127.0.0.1 and a port of the system's choice. A value.
#pragma once

#include <cstdint>

#include "core/base/result.h"
#include "platform/http/unique_fd.h"

namespace edgee {

struct LoopbackListener {
  UniqueFd socket;
  std::uint16_t port = 0;
};

// Not listening yet.
[[nodiscard]] Result<LoopbackListener> bind_loopback();

}  // namespace edgee

// Hosts that are this machine. Pure.
#pragma once

#include <string_view>

namespace edgee {

// "localhost" and names below it, 127.0.0.0/8, ::1 with or without brackets. Lower case.
[[nodiscard]] bool is_loopback_host(std::string_view host);

}  // namespace edgee

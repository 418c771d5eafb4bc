#include "core/base/loopback.h"

namespace edgee {

bool is_loopback_host(std::string_view host) {
  const bool v4 =
      host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host == "localhost" || host.ends_with(".localhost") || host == "::1" || host == "[::1]" ||
         v4;
}

}  // namespace edgee

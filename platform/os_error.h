// The operating system's word for what went wrong.
#pragma once

#include <string>
#include <system_error>

namespace edgee {

// "Permission denied"; give it errno.
[[nodiscard]] inline std::string os_error(int code) {
  return std::error_code(code, std::generic_category()).message();
}

}  // namespace edgee

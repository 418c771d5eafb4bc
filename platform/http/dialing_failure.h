// What a libcurl error in making a connection means for the proxy. Pure.
#pragma once

#include <curl/curl.h>

#include "core/model/outcome.h"

namespace edgee {

// `resolved`: the host's address was known by then. `os_error`: the errno of the last connect(), or
// 0.
[[nodiscard]] FailureKind dialing_failure(CURLcode code, bool resolved, long os_error);

}  // namespace edgee

// Headers of a request that edgee writes itself. Pure.
#pragma once

#include "core/dialect/dialect.h"

namespace edgee {

// JSON goes out, JSON or an event stream comes in; then what the provider's entry in the config
// adds. Without the credential. For Dialect::request_headers.
[[nodiscard]] HeaderList json_headers(const EncodeTarget& target, bool stream);

}  // namespace edgee

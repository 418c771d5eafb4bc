// An error of the proxy's own, before any provider was asked.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/dialect_id.h"
#include "core/model/outcome.h"
#include "core/ports/http_server.h"

namespace edgee {

void reply_error(ReplySink& sink, DialectId dialect, int status, std::string_view message,
                 std::optional<FailureKind> kind = std::nullopt);

}  // namespace edgee

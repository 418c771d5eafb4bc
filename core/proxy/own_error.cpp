#include "core/proxy/own_error.h"

#include <string>

#include "core/dialect/dialect.h"
#include "core/proxy/doors.h"

namespace edgee {

void reply_error(ReplySink& sink, DialectId dialect, int status, std::string_view message,
                 std::optional<FailureKind> kind) {
  const std::string body = error_dialect(dialect).encode_error(status, kind, message);
  if (sink.start(status, {{"content-type", "application/json"}}, body.size(), body)) sink.finish();
}

}  // namespace edgee

// What an error means: by its wording where that says more than the status. Pure.
#pragma once

#include <string>

#include "core/model/outcome.h"

namespace edgee::anthropic {

struct ErrorBody {
  std::string type;  // "rate_limit_error"; "" when the body has another shape
  std::string code;  // details.error_code, or what a third party calls code
  std::string message;
};

struct Meaning {
  FailureKind kind = FailureKind::server_error;
  Scope scope = Scope::model;
};

[[nodiscard]] Meaning meaning_of(int status, const ErrorBody& error);

}  // namespace edgee::anthropic

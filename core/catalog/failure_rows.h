// What providers' codes and wordings mean, as a table. Internal to the catalogue.
#pragma once

#include <span>
#include <string_view>

#include "core/model/outcome.h"

namespace edgee {

// An empty pattern matches anything; patterns are globs that ignore case. `providers` is a list
// with bars ("zai|zai-coding"). The first matching row decides.
struct FailureRow {
  std::string_view providers;
  int status = 0;  // 0: any
  std::string_view code;
  std::string_view wording;
  FailureKind kind = FailureKind::server_error;
  Scope scope = Scope::model;
};

[[nodiscard]] std::span<const FailureRow> provider_failure_rows();  // looked at first
[[nodiscard]] std::span<const FailureRow> common_failure_rows();
// Says what a status would have said: for errors that came without one, inside a stream.
[[nodiscard]] std::span<const FailureRow> plain_failure_rows();

[[nodiscard]] bool matches(const FailureRow& row, std::string_view provider, int status,
                           std::string_view code, std::string_view words);

}  // namespace edgee

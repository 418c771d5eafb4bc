// One window of a plan or one rate of a key, as the headers of an answer describe it. A value.
#pragma once

#include <optional>
#include <string>

#include "core/model/outcome.h"

namespace edgee {

struct PlanWindow {
  std::string name;              // "5h", "7d", "7d_opus", "requests"
  Scope scope = Scope::account;  // account, family or model: whom it covers
  std::string family;            // scope family: "opus"; "" = the family of the model asked for
  double used = 0;               // a share: 0.62; may exceed 1
  std::optional<WallTime> resets_at;
  bool rejected = false;  // nothing more until the reset

  friend bool operator==(const PlanWindow&, const PlanWindow&) = default;
};

}  // namespace edgee

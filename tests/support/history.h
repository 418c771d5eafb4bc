// What a request's messages say of the session so far, in any dialect, read by a provider that
// is as strict as the vendors' own. Pure.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/dialect_id.h"

namespace edgee::model {

struct History {
  std::string said;                   // all text of the assistant, without anything in between
  std::vector<std::string> calls;     // the inputs of its tool calls
  std::string asked;                  // the text of the last message, if it is the user's
  std::vector<std::string> answered;  // the inputs of those calls that have a result
  bool prefilled = false;             // the last message is the assistant's
};

[[nodiscard]] History read_history(DialectId dialect, const Json& request,
                                   std::vector<std::string>& complaints);

}  // namespace edgee::model

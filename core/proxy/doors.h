// Which paths lead in, and in which dialect whoever knocks there speaks. Pure.
#pragma once

#include <string_view>

#include "core/model/dialect_id.h"
#include "core/model/headers.h"

namespace edgee {

struct Dialect;

enum class DoorKind {
  model_request,
  vendor_query,  // a question that only the caller's own vendor can answer
  model_list,
  web_socket,  // Codex tries one before it posts; 426 sends it on at once
  none,
};

// A path of ours always suggests a dialect, be its door open or not; others leave the usual one.
struct Door {
  DoorKind kind = DoorKind::none;
  DialectId dialect = DialectId::anthropic_messages;
};

// A model request's door is open when its dialect's whole agent side is built. `usual` is the
// dialect of callers whose path says nothing.
[[nodiscard]] Door find_door(std::string_view method, std::string_view path,
                             const HeaderList& headers, DialectId usual);

// An agent can be answered in it.
[[nodiscard]] bool has_agent_side(const Dialect& dialect);

// Who writes the errors of this dialect: itself, or while it is not built its next relative.
[[nodiscard]] const Dialect& error_dialect(DialectId wanted);

}  // namespace edgee

// Under which setup one request is served: the run's own, with what its door, its User-Agent and
// its path say laid over it. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/proxy/session.h"

namespace edgee {

// The same without its token, which is for the door only, and without the list of who may come.
[[nodiscard]] SessionSetup setup_behind_door(const SessionSetup& session);

// nullopt: as the run's own. `vendor` is what the path names, known to the session; "" = none.
[[nodiscard]] std::optional<SessionSetup> setup_for_caller(const SessionSetup& session,
                                                           DialectId dialect,
                                                           std::string_view user_agent,
                                                           std::string_view vendor);

}  // namespace edgee

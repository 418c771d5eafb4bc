// The calendar of the machine's time zone (TZ, else /etc/localtime). Safe from any thread.
#pragma once

#include <memory>

#include "core/ports/calendar.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<Calendar> make_calendar();

}  // namespace edgee

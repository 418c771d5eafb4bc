// How a table of yes and no becomes the flags of a dialect's quirks.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "core/config/sections.h"

namespace edgee {

template <class Quirks>
using FlagRow = std::pair<std::string_view, bool Quirks::*>;

template <class Quirks, std::size_t kCount>
void read_flags(const std::array<FlagRow<Quirks>, kCount>& rows, TableReader& table,
                Quirks& quirks) {
  for (const auto& [name, field] : rows)
    set_if(quirks.*field, table.flag(name));
}

void read_chat_quirks(const TomlValue& value, ChatQuirks& quirks, Problems& problems);
void read_responses_quirks(const TomlValue& value, ResponsesQuirks& quirks, Problems& problems);

}  // namespace edgee

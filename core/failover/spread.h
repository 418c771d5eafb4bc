// In which order a session asks the steps of a chain that has groups. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "core/model/chain.h"

namespace edgee {

// Indexes of chain.steps. Steps outside groups and the groups themselves stay where they stand. In
// a group the order is drawn by weighted rendezvous hashing over session and target: a session
// keeps its member, and its prompt cache, while others get theirs by weight; a member that comes or
// goes moves only its own share. `rests`: those come last in their group; empty = nobody rests.
[[nodiscard]] std::vector<std::size_t> order_for_session(
    const Chain& chain, std::string_view session,
    const std::function<bool(const Step&)>& rests = {});

}  // namespace edgee

// The names of JSON values, for headers that only pass them on: the library is large.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace edgee {

using Json = nlohmann::json;
// Keeps the order of keys: for what we send, so that recordings read as the vendors document them.
using OrderedJson = nlohmann::ordered_json;

}  // namespace edgee

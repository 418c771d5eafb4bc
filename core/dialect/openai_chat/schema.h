// JSON Schemas as picky targets take them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace edgee::openai_chat {

// Without "$schema" and the given keywords (properties of those names stay), always an object
// schema. A dropped `const` becomes an `enum` of one, a dropped `oneOf` an `anyOf`. What is no JSON
// object gives the schema of an empty input.
[[nodiscard]] OrderedJson clean_schema(std::string_view schema,
                                       const std::vector<std::string>& dropped);

}  // namespace edgee::openai_chat

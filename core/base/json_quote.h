// Text as a JSON string literal.
#pragma once

#include <string>
#include <string_view>

namespace edgee {

// Quotes included. Invalid UTF-8 is replaced.
[[nodiscard]] std::string quote_json(std::string_view text);

}  // namespace edgee

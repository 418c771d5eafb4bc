// Whether a text is a whole JSON object, as RFC 8259 has it. Pure.
#pragma once

#include <string_view>

namespace edgee {

// Escapes of lone surrogates count: the grammar has them (RFC 8259, 8.2), models write them, and
// agents' parsers take them, while the library's does not.
[[nodiscard]] bool is_json_object(std::string_view text);

}  // namespace edgee

// Members of Google's JSON, which may be spelled "inlineData" or "inline_data" (proto3 JSON, and
// https://google.aip.dev/140). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_doc.h"

namespace edgee::gemini {

// `camel` in either spelling.
[[nodiscard]] bool is_named(std::string_view key, std::string_view camel);

// The last member of that name, its JSON text ("" = none), and its text when it is a string.
[[nodiscard]] std::optional<JsonSpan> find(const JsonDoc& doc, const JsonSpan& of,
                                           std::string_view camel);
[[nodiscard]] std::string_view value(const JsonDoc& doc, const JsonSpan& of,
                                     std::string_view camel);
[[nodiscard]] std::string text(const JsonDoc& doc, const JsonSpan& of, std::string_view camel);
// The same of an object that is only there as text.
[[nodiscard]] std::string_view value(std::string_view object, std::string_view camel);
[[nodiscard]] std::string text(std::string_view object, std::string_view camel);

// Elements of a list member; none when it is missing or no list.
[[nodiscard]] std::vector<JsonSpan> list(const JsonDoc& doc, const JsonSpan& of,
                                         std::string_view camel);

}  // namespace edgee::gemini

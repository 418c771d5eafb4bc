// The two ways in which Gemini takes the schema of a function or of an answer: JSON Schema, and the
// older subset of OpenAPI 3. Pure. https://ai.google.dev/api/caching#Schema
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace edgee::gemini {

// JSON Schema of an OpenAPI schema: words in small letters, "nullable" as a type.
[[nodiscard]] std::string json_schema_of(std::string_view openapi);

// What of a JSON Schema the subset can say; references are resolved, choices become "anyOf".
[[nodiscard]] std::string openapi_of(std::string_view json_schema);

// A JSON Schema as it came, or without the keywords that a server refuses.
[[nodiscard]] std::string without_keywords(std::string_view json_schema,
                                           std::span<const std::string> keywords);

}  // namespace edgee::gemini

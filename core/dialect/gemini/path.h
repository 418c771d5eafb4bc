// Where Gemini's model requests go: the model and the verb stand in the path, the framing of a
// stream in the query. https://ai.google.dev/api/generate-content
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace edgee::gemini {

struct ModelPath {
  std::string model;
  bool stream = false;
};

// "/v1beta/models/M:generateContent" or ":streamGenerateContent", under any version that begins
// with v1, and Vertex's ".../publishers/google/models/M:...". nullopt: no model request.
[[nodiscard]] std::optional<ModelPath> read_path(std::string_view path);

// With events for a stream; `sse` false: a stream that is one JSON array in pieces.
[[nodiscard]] std::string write_path(std::string_view model, bool stream, bool sse);

// That a query such as "alt=sse&key=..." asks for events.
[[nodiscard]] bool asks_sse(std::string_view query);

}  // namespace edgee::gemini

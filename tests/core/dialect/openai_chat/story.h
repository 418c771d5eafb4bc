// Events as text that a test can compare, and targets to write requests for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/dialect/dialect.h"

namespace edgee::test {

// What happened, pieces of one block joined: `text "Hello"`, `tool call_1 read {"a":1}`, then
// `usage 9+1+0/5`, `stop tool_use`, `end`. An unended block ends in "...".
[[nodiscard]] std::string story(const std::vector<StreamEvent>& events);
// The same without joining, one event a line.
[[nodiscard]] std::string lines(const std::vector<StreamEvent>& events);

[[nodiscard]] std::vector<StreamEvent> decode(std::string_view sse);
// Fed so many bytes at a time; 1 cuts at every boundary there is.
[[nodiscard]] std::vector<StreamEvent> decode_in_steps(std::string_view sse, std::size_t step);

// The catalogue's provider as the target; `provider` may be changed before encoding.
struct Target {
  Provider provider;
  ModelInfo info;
  std::string model;
  std::string session;

  Target(std::string_view provider_id, std::string_view model_id);
  [[nodiscard]] EncodeTarget view() const { return {provider, info, model, session}; }
};

// The request body, or an object {"refused": why}.
[[nodiscard]] Json encode(const Conversation& conversation, const Target& target);

[[nodiscard]] Message user(std::vector<Part> parts);
[[nodiscard]] Message assistant(std::vector<Part> parts);
[[nodiscard]] Message system(std::string words);
[[nodiscard]] Part text(std::string words);
[[nodiscard]] Part call(std::string id, std::string name, std::string input);
[[nodiscard]] Part result(std::string id, std::string words, bool is_error = false);
[[nodiscard]] Part image();

}  // namespace edgee::test

// Requests, targets and streams for the tests of the Responses dialect.
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

[[nodiscard]] const Dialect& responses();

// The catalogue's provider as the target; `provider` and `info` may be changed before use.
struct Target {
  Provider provider;
  ModelInfo info;
  std::string model;
  std::string session;

  Target(std::string_view provider_id, std::string_view model_id);
  [[nodiscard]] EncodeTarget view() const { return {provider, info, model, session}; }
};

// An agent's request, its facts read.
[[nodiscard]] Request request_of(std::string raw, HeaderList headers = {});
// {"model":"m","input":INPUT}, with more members behind.
[[nodiscard]] std::string body_of(const std::string& input, const std::string& more = {});

// The conversation as lines a test can compare, or "error: ...".
[[nodiscard]] std::string told(const Result<Conversation>& conversation);
[[nodiscard]] std::string told(const Conversation& conversation);
[[nodiscard]] std::string read_input(const std::string& input, const std::string& more = {});

// The body sent, or an object {"refused": why}.
[[nodiscard]] Json encode(const Conversation& conversation, const Target& target);
[[nodiscard]] Json splice(const std::string& raw, const Target& target);

[[nodiscard]] std::vector<StreamEvent> decode(std::string_view sse, std::size_t step = 0);
[[nodiscard]] std::string write(const std::vector<StreamEvent>& events, const Request& request);
// One event of a stream: `data` is JSON text with a type.
[[nodiscard]] std::string frame(const std::string& data);

[[nodiscard]] Message user(std::vector<Part> parts);
[[nodiscard]] Message assistant(std::vector<Part> parts);
[[nodiscard]] Message system(std::string words);

}  // namespace edgee::test

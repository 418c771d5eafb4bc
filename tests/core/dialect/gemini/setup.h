// What the tests of the Gemini dialect share: targets of the catalogue, requests of an agent,
// conversations, streams fed in pieces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/catalog/catalog.h"
#include "core/dialect/dialect.h"
#include "core/model/request.h"

namespace edgee::test {

// The catalogue's provider as the target; it may be changed before encoding.
struct GeminiTarget {
  Provider provider;
  ModelInfo info;
  std::string model;

  explicit GeminiTarget(std::string_view model_id = "gemini-4-argon");
  [[nodiscard]] EncodeTarget view() const { return {provider, info, model, ""}; }
};

// A request of Gemini CLI's, its facts read; streaming with events unless told otherwise.
[[nodiscard]] Request gemini_request(std::string raw, std::string model = "gemini-4-argon",
                                     std::string verb = "streamGenerateContent",
                                     std::string query = "alt=sse");

// The body that encode_request writes, or {"refused": why}.
[[nodiscard]] Json encode_gemini(const Conversation& conversation,
                                 const GeminiTarget& target = GeminiTarget());
// The body that splice_request writes, or {"refused": why}.
[[nodiscard]] Json splice_gemini(const Request& request,
                                 const GeminiTarget& target = GeminiTarget());
[[nodiscard]] Conversation decode_gemini(const Request& request);

// A stream fed so many bytes at a time, its end included.
[[nodiscard]] std::vector<StreamEvent> read_gemini(std::string_view bytes,
                                                   std::size_t step = 1 << 20);
// Events as an agent with that query gets them.
[[nodiscard]] std::string write_gemini(const std::vector<StreamEvent>& events,
                                       const Request& request);

// {"candidates":[{"content":{"role":"model","parts":[...]}...}],...} as a frame of events.
[[nodiscard]] std::string frame(std::string_view parts, std::string_view finish = "",
                                std::string_view more = "");

}  // namespace edgee::test

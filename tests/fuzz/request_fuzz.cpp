// Any bytes as a request, an answer and an error. A request that is whole JSON must stay so after
// every splice.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/json_scan.h"
#include "core/dialect/anthropic/answer.h"
#include "core/dialect/anthropic/failure.h"
#include "core/dialect/anthropic/request_decode.h"
#include "core/dialect/anthropic/request_encode.h"
#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/splice.h"
#include "tests/fuzz/entry.h"

namespace {

edgee::Provider make_provider(std::uint8_t bits) {
  edgee::Provider provider;
  edgee::MessagesQuirks& quirks = provider.messages;
  quirks.anthropic_models = (bits & 1U) != 0;
  quirks.attribution = (bits & 2U) != 0;
  quirks.system_messages = (bits & 4U) != 0;
  quirks.context_management = quirks.output_config = (bits & 8U) != 0;
  quirks.thinking_adaptive = (bits & 16U) != 0;
  quirks.cache_control = (bits & 32U) != 0;
  quirks.tool_choice_forced = (bits & 64U) != 0;
  provider.chat.echo_reasoning = (bits & 128U) != 0;
  provider.chat.reasoning_placeholder = "none";
  return provider;
}

void splice(const std::string& raw, std::uint8_t bits) {
  const edgee::Provider provider = make_provider(bits);
  edgee::ModelInfo info;
  info.images = true;
  info.thinking = static_cast<edgee::ThinkingSupport>(bits % 5);
  const edgee::EncodeTarget target{provider, info, "target", {}};
  edgee::Request request;
  request.raw = raw;
  request.facts = edgee::anthropic::read_facts(raw, {}, {});
  const auto spliced =
      edgee::splice_for_messages_target(request, edgee::anthropic::walk_request(raw), target, {});
  const bool was_whole = edgee::parse_json(raw).has_value();
  if (spliced && was_whole && !edgee::parse_json(spliced->body)) std::abort();
  const auto stripped = edgee::strip_foreign_thinking(raw);
  if (stripped && was_whole && !edgee::parse_json(*stripped)) std::abort();
  if (const auto conversation = edgee::anthropic::decode_request(raw)) {
    const auto encoded = edgee::anthropic::encode_request(*conversation, target);
    if (encoded && was_whole && !edgee::parse_json(*encoded)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string raw(reinterpret_cast<const char*>(data) + 1, size - 1);
  splice(raw, data[0]);
  const bool whole = edgee::parse_json(raw).has_value();
  if (const auto events = edgee::anthropic::decode_answer(raw)) {
    const std::string written = edgee::anthropic::encode_answer(*events, "model");
    if (whole && !edgee::parse_json(written)) std::abort();
  }
  const edgee::HeaderList headers = {{"retry-after", raw},
                                     {"anthropic-ratelimit-unified-status", "rejected"},
                                     {"anthropic-ratelimit-unified-reset", raw},
                                     {"anthropic-ratelimit-tokens-remaining", "0"},
                                     {"anthropic-ratelimit-tokens-reset", raw}};
  (void)edgee::anthropic::read_failure(429, headers, raw, {});
  (void)edgee::json_text(raw);
  return 0;
}

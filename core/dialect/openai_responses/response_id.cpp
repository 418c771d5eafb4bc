#include "core/dialect/openai_responses/response_id.h"

#include <algorithm>
#include <cstddef>

#include "core/dialect/openai_responses/input_encode.h"

namespace edgee::openai_responses {
namespace {

constexpr std::string_view kPrefix = "resp_";

std::string key_of_request(std::string_view raw) {
  constexpr std::size_t kEnough = 4096;  // conversations grow at their end
  const std::string_view tail = raw.substr(raw.size() - std::min(raw.size(), kEnough));
  return short_call_id(std::string(kEnough, 'x').append(tail) + std::to_string(raw.size()))
      .replace(0, 4, "edgee");
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string key_of(std::string_view upstream) {
  constexpr std::size_t kLongest = 40;  // item ids may have 64 characters
  if (upstream.starts_with(kPrefix)) upstream.remove_prefix(kPrefix.size());
  std::string key(upstream.substr(upstream.size() - std::min(upstream.size(), kLongest)));
  std::replace_if(
      key.begin(), key.end(), [](char c) { return !is_plain(c); }, '_');
  return key;
}

}  // namespace

ResponseId response_id(std::string_view upstream, std::string_view request) {
  std::string key = upstream.empty() ? key_of_request(request) : key_of(upstream);
  if (upstream.starts_with(kPrefix)) return {std::string(upstream), std::move(key)};
  return {std::string(kPrefix) + key, key};
}

}  // namespace edgee::openai_responses

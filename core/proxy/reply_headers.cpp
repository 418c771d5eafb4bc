#include "core/proxy/reply_headers.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace edgee {
namespace {

bool is_ours_to_set(std::string_view name) {
  return is_hop_by_hop(name) || equals_ignoring_case(name, "content-length");
}

bool may_pass_from_others(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames{"content-type", "cache-control", "request-id",
                                                   "x-request-id"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [name](std::string_view own) { return equals_ignoring_case(own, name); });
}

}  // namespace

HeaderList answer_headers(const HeaderList& upstream, const ResolvedTarget& target, bool translated,
                          bool stream, int attempts) {
  const bool own = target.candidate.target.is_agent();
  HeaderList headers;
  for (const Header& header : upstream) {
    if (is_ours_to_set(header.name)) continue;
    if (own || may_pass_from_others(header.name)) headers.push_back(header);
  }
  if (translated) {
    set_header(headers, "content-type", stream ? "text/event-stream" : "application/json");
  }
  add_edgee_headers(headers, target, attempts);
  return headers;
}

void add_edgee_headers(HeaderList& headers, const ResolvedTarget& target, int attempts) {
  headers.push_back({"x-edgee-target", target.candidate.target.is_agent()
                                           ? "agent"
                                           : target.candidate.target.name()});
  headers.push_back({"x-edgee-attempts", std::to_string(attempts)});
}

}  // namespace edgee

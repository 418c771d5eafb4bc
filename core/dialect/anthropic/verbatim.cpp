#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/dialect/splice.h"

namespace edgee {
namespace {

// Written anew for our own connection. Answers are asked for as they are: our reader sees the
// bytes.
bool is_ours_to_write(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames{"host", "content-length", "accept-encoding",
                                                   "expect"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [name](std::string_view own) { return equals_ignoring_case(own, name); });
}

// Connection names further headers that end at this hop.
bool is_named_by(std::string_view connection, std::string_view name) {
  const std::vector<std::string_view> names = split(connection, ',');
  return std::any_of(names.begin(), names.end(), [name](std::string_view listed) {
    return equals_ignoring_case(trim(listed), name);
  });
}

}  // namespace

HeaderList verbatim_headers(const Request& request) {
  const std::string_view connection = header_value(request.headers, "connection");
  HeaderList kept;
  for (const Header& header : request.headers) {
    if (is_hop_by_hop(header.name) || is_ours_to_write(header.name)) continue;
    if (is_named_by(connection, header.name)) continue;
    kept.push_back(header);
  }
  return kept;
}

}  // namespace edgee

#include "core/model/headers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"

namespace edgee {

const std::string* find_header(const HeaderList& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (equals_ignoring_case(header.name, name)) return &header.value;
  }
  return nullptr;
}

std::string_view header_value(const HeaderList& headers, std::string_view name) {
  const std::string* value = find_header(headers, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

void remove_header(HeaderList& headers, std::string_view name) {
  std::erase_if(headers,
                [name](const Header& header) { return equals_ignoring_case(header.name, name); });
}

void set_header(HeaderList& headers, std::string_view name, std::string value) {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const Header& header) {
    return equals_ignoring_case(header.name, name);
  });
  if (found == headers.end()) {
    headers.push_back(Header{std::string(name), std::move(value)});
    return;
  }
  found->value = std::move(value);
  headers.erase(std::remove_if(found + 1, headers.end(),
                               [name](const Header& header) {
                                 return equals_ignoring_case(header.name, name);
                               }),
                headers.end());
}

bool is_hop_by_hop(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames{"connection",
                                                   "keep-alive",
                                                   "proxy-authenticate",
                                                   "proxy-authorization",
                                                   "proxy-connection",
                                                   "te",
                                                   "trailer",
                                                   "transfer-encoding",
                                                   "upgrade"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [name](std::string_view own) { return equals_ignoring_case(own, name); });
}

}  // namespace edgee

// HTTP header fields in the order and spelling in which they came. Lookups ignore case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace edgee {

struct Header {
  std::string name;
  std::string value;
};
using HeaderList = std::vector<Header>;

// The first value of that name, or nullptr.
[[nodiscard]] const std::string* find_header(const HeaderList& headers, std::string_view name);
// The same as text; "" when missing.
[[nodiscard]] std::string_view header_value(const HeaderList& headers, std::string_view name);
void remove_header(HeaderList& headers, std::string_view name);
// Replaces the first of that name and drops the others, or appends.
void set_header(HeaderList& headers, std::string_view name, std::string value);

// Connection, Keep-Alive, TE, Trailer, Transfer-Encoding, Upgrade, Proxy-* (RFC 9110, 7.6.1).
[[nodiscard]] bool is_hop_by_hop(std::string_view name);

}  // namespace edgee

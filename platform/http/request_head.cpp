#include "platform/http/request_head.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr int kBadRequest = 400;
constexpr int kTooLarge = 413;
constexpr int kNotImplemented = 501;
constexpr int kVersionNotSupported = 505;

constexpr std::array<bool, 256> kTokenChars = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    table.at(static_cast<unsigned char>(c)) = true;
  }
  return table;
}();

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return kTokenChars.at(static_cast<unsigned char>(c));
  });
}

// Control characters are refused: CR, LF and NUL above all, which other parsers cut at.
bool is_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return c == '\t' || (code >= 0x20 && code != 0x7f);
  });
}

bool is_target_char(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code > 0x20 && code != 0x7f;
}

std::string_view trim_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// 0: fine.
int parse_request_line(std::string_view line, IncomingHead& to) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return kBadRequest;
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(method) || target.empty()) return kBadRequest;
  if (!std::all_of(target.begin(), target.end(), is_target_char)) return kBadRequest;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return version.starts_with("HTTP/") ? kVersionNotSupported : kBadRequest;
  }
  to.head.method = method;
  to.head.target = target;
  to.framing.http_1_0 = version == "HTTP/1.0";
  to.framing.keep_alive = !to.framing.http_1_0;
  return 0;
}

int parse_field(std::string_view line, HeaderList& to) {
  const std::size_t colon = line.find(':');
  // A folded line begins with a blank and so has no token for a name.
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return kBadRequest;
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (!is_value(value)) return kBadRequest;
  to.push_back(Header{std::string(line.substr(0, colon)), std::string(value)});
  return 0;
}

int take_length(const std::string& value, Framing& framing) {
  if (framing.length) return kBadRequest;  // twice
  if (value.empty() || value.find_first_not_of("0123456789") != std::string::npos) {
    return kBadRequest;
  }
  const long long length = parse_number(value);
  if (length < 0) return kTooLarge;
  framing.length = static_cast<std::size_t>(length);
  return 0;
}

int take_transfer_encoding(std::string_view value, Framing& framing) {
  if (framing.chunked || framing.http_1_0) return kBadRequest;
  framing.chunked = true;
  return equals_ignoring_case(value, "chunked") ? 0 : kNotImplemented;
}

void take_connection(std::string_view value, Framing& framing) {
  for (const std::string_view part : split(value, ',')) {
    if (equals_ignoring_case(trim(part), "close")) framing.keep_alive = false;
    if (framing.http_1_0 && equals_ignoring_case(trim(part), "keep-alive")) {
      framing.keep_alive = true;
    }
  }
}

int understand(const HeaderList& headers, Framing& framing) {
  int refused = 0;
  bool host_seen = false;
  for (const Header& header : headers) {
    if (equals_ignoring_case(header.name, "content-length")) {
      refused = take_length(header.value, framing);
    } else if (equals_ignoring_case(header.name, "transfer-encoding")) {
      refused = take_transfer_encoding(header.value, framing);
    } else if (equals_ignoring_case(header.name, "connection")) {
      take_connection(header.value, framing);
    } else if (equals_ignoring_case(header.name, "expect")) {
      framing.expects_continue = equals_ignoring_case(header.value, "100-continue");
    } else if (equals_ignoring_case(header.name, "host")) {
      if (std::exchange(host_seen, true)) return kBadRequest;
    }
    if (refused != 0) return refused;
  }
  return framing.length && framing.chunked ? kBadRequest : 0;
}

}  // namespace

tl::expected<IncomingHead, int> parse_request_head(std::string_view raw) {
  IncomingHead incoming;
  bool first = true;
  while (!raw.empty()) {
    const std::size_t end = raw.find("\r\n");
    if (end == std::string_view::npos) return tl::unexpected<int>(kBadRequest);
    const std::string_view line = raw.substr(0, end);
    raw.remove_prefix(end + 2);
    if (line.empty()) break;
    const int refused =
        first ? parse_request_line(line, incoming) : parse_field(line, incoming.head.headers);
    if (refused != 0) return tl::unexpected<int>(refused);
    first = false;
  }
  if (first) return tl::unexpected<int>(kBadRequest);
  const int refused = understand(incoming.head.headers, incoming.framing);
  if (refused != 0) return tl::unexpected<int>(refused);
  return incoming;
}

}  // namespace edgee

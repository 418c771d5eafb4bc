#include "platform/http/request_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "core/base/text.h"
#include "platform/http/route.h"

namespace edgee {
namespace {

// What follows from the URL and the body.
bool is_ours(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames{"host", "content-length", "transfer-encoding",
                                                   "expect"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [name](std::string_view own) { return equals_ignoring_case(own, name); });
}

bool stays_in_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool is_one_word(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; });
}

bool is_sendable(const UpstreamRequest& request) {
  const bool fields =
      std::all_of(request.headers.begin(), request.headers.end(), [](const Header& header) {
        return !header.name.empty() && is_one_word(header.name) && stays_in_line(header.value);
      });
  const bool secret = request.secret == nullptr || stays_in_line(request.secret->reveal());
  return fields && secret && is_one_word(request.method) && is_one_word(request.url);
}

// One allocation, so that no copy of the secret is left behind by growing.
std::size_t room_for(const UpstreamRequest& request) {
  std::size_t size = 128 + request.method.size() + request.url.size() * 2;
  for (const Header& header : request.headers)
    size += header.name.size() + header.value.size() + 4;
  if (request.secret != nullptr) {
    size += request.secret_header.size() + request.secret->reveal().size();
  }
  return size;
}

}  // namespace

Result<void> RequestText::write(const UpstreamRequest& request) {
  if (!is_sendable(request)) return fail("the request has a line break in a header or its URL");
  text_.reserve(room_for(request));
  text_.append(request.method).append(" ").append(target_of(request.url));
  text_.append(" HTTP/1.1\r\nHost: ").append(authority_of(request.url)).append("\r\n");
  for (const Header& header : request.headers) {
    if (is_ours(header.name)) continue;
    text_.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  if (!request.secret_header.empty() && request.secret != nullptr) {
    text_.append(request.secret_header).append(request.secret->reveal()).append("\r\n");
  }
  if (request.has_body || request.method == "POST") {
    const std::size_t length = request.has_body ? request.body.size() : 0;
    text_.append("Content-Length: ").append(std::to_string(length)).append("\r\n");
  }
  text_ += "\r\n";
  return {};
}

}  // namespace edgee

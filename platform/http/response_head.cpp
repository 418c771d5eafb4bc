#include "platform/http/response_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 42> kReasons{{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {529, "Overloaded"},
}};

bool frames_the_message(std::string_view name) {
  return equals_ignoring_case(name, "content-length") ||
         equals_ignoring_case(name, "transfer-encoding") ||
         equals_ignoring_case(name, "connection");
}

// A line break in a field would begin another one.
bool is_safe(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void add_line(std::string& to, std::string_view name, std::string_view value) {
  to.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view reason_of(int status) {
  const auto found = std::find_if(kReasons.begin(), kReasons.end(),
                                  [status](const auto& row) { return row.first == status; });
  return found == kReasons.end() ? "Unknown" : found->second;
}

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

std::string render_head(int status, const HeaderList& headers, BodyEnd end,
                        std::optional<std::size_t> length, bool keep_alive) {
  std::string head;
  head.reserve(1024);
  head.append("HTTP/1.1 ").append(std::to_string(status)).append(" ");
  head.append(reason_of(status)).append("\r\n");
  for (const Header& header : headers) {
    if (frames_the_message(header.name) || !is_safe(header.name) || !is_safe(header.value)) {
      continue;
    }
    add_line(head, header.name, header.value);
  }
  if (length) add_line(head, "Content-Length", std::to_string(*length));
  if (end == BodyEnd::chunked) add_line(head, "Transfer-Encoding", "chunked");
  if (!keep_alive) add_line(head, "Connection", "close");
  return head.append("\r\n");
}

std::string chunk_line(std::size_t size) {
  std::array<char, 20> digits{};
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16).ptr;
  return std::string(static_cast<const char*>(digits.data()), end).append("\r\n");
}

}  // namespace edgee

#include "core/dialect/error_text.h"

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::string_view kOpen = "<title>";

std::string html_title(std::string_view page) {
  const std::size_t open = page.find(kOpen);
  const std::size_t close = page.find("</title>");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return "an HTML page";
  }
  const std::size_t begin = open + kOpen.size();
  return std::string(trim(page.substr(begin, close - begin)));
}

}  // namespace

std::string plain_error(std::string_view body) {
  return body.starts_with('<') ? html_title(body) : std::string(body.substr(0, kErrorTextMax));
}

bool is_status_code(std::string_view code) {
  const long long number = parse_number(code);
  return number >= 400 && number < 600;
}

void append_words(std::string& message, std::string_view more) {
  if (more.empty() || message.find(more) != std::string::npos) return;
  if (!message.empty()) message += ": ";
  message += more;
}

}  // namespace edgee

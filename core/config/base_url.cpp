// The URL part of words.h.
#include <algorithm>
#include <array>

#include "core/base/loopback.h"
#include "core/base/text.h"
#include "core/config/words.h"

namespace edgee {
namespace {

struct UrlParts {
  std::string_view scheme;
  std::string_view authority;  // host and port
  std::string_view path;
};

UrlParts split_url(std::string_view url) {
  UrlParts parts;
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return parts;
  parts.scheme = url.substr(0, colon);
  const std::string_view rest = url.substr(colon + 3);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  parts.authority = rest.substr(0, slash);
  parts.path = rest.substr(slash);
  return parts;
}

std::string_view host_part(std::string_view authority) {
  if (!authority.empty() && authority.front() == '[') {
    return authority.substr(0, authority.find(']') + 1);
  }
  return authority.substr(0, authority.find(':'));
}

bool is_host(std::string_view host) {
  if (host.empty()) return false;
  const bool bracketed = host.front() == '[';
  const std::string_view allowed = bracketed ? "[]:.abcdefABCDEF0123456789" : "-._";
  return std::all_of(host.begin(), host.end(), [&](char c) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return allowed.find(c) != std::string_view::npos || (!bracketed && plain);
  });
}

bool is_port(std::string_view behind_host) {
  if (behind_host.empty()) return true;
  if (behind_host.front() != ':') return false;
  const long long port = parse_number(behind_host.substr(1));
  return port >= 1 && port <= 65535;
}

bool is_path(std::string_view path) {
  return std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// What people paste from a vendor's curl example, and what belongs there instead.
struct PastedEnd {
  DialectId dialect;
  std::string_view end;
  std::string_view message;
};
constexpr std::array<PastedEnd, 8> kPastedEnds{{
    {DialectId::openai_chat, "/chat/completions",
     "base_url must not end in \"/chat/completions\": edgee adds that itself"},
    {DialectId::openai_responses, "/responses",
     "base_url must not end in \"/responses\": edgee adds that itself"},
    {DialectId::anthropic_messages, "/v1/messages",
     "base_url must not end in \"/v1/messages\": edgee adds that itself"},
    {DialectId::anthropic_messages, "/messages",
     "base_url must not end in \"/messages\": edgee adds \"/v1/messages\" itself"},
    {DialectId::anthropic_messages, "/v1",
     "base_url must not end in \"/v1\" for anthropic-messages: edgee adds \"/v1/messages\" itself"},
    {DialectId::gemini, ":generateContent",
     "base_url must not name a model: edgee adds \"/models/MODEL:generateContent\" itself"},
    {DialectId::gemini, ":streamGenerateContent",
     "base_url must not name a model: edgee adds \"/models/MODEL:generateContent\" itself"},
    {DialectId::gemini, "/models", "base_url must not end in \"/models\": edgee adds that itself"},
}};

// The address in front of a pasted end, and of the model that it names.
std::string_view in_front_of(std::string_view url, const PastedEnd& pasted) {
  const std::size_t model =
      pasted.end.front() == ':' ? url.rfind("/models/") : std::string_view::npos;
  return url.substr(0, std::min(model, url.size() - pasted.end.size()));
}

}  // namespace

Result<std::string> check_base_url(std::string_view url, std::optional<DialectId> dialect) {
  const std::string example =
      dialect == DialectId::anthropic_messages ? "https://host" : "https://host/v1";
  const UrlParts parts = split_url(url);
  if (parts.scheme != "https" && parts.scheme != "http") {
    return fail("base_url must begin with \"https://\" or \"http://\"",
                "as in \"" + example + "\"");
  }
  if (url.find_first_of("?#") != std::string_view::npos) {
    return fail("base_url must have no query and no fragment", "as in \"" + example + "\"");
  }
  if (parts.authority.find('@') != std::string_view::npos) {
    return fail("base_url must hold no user name or password", "use `credential` for the key");
  }
  const std::string_view host = host_part(parts.authority);
  if (!is_host(host) || !is_port(parts.authority.substr(host.size())) || !is_path(parts.path)) {
    return fail("base_url is no valid URL", "as in \"" + example + "\"");
  }
  const std::string_view clean = url.substr(0, url.find_last_not_of('/') + 1);
  for (const PastedEnd& pasted : kPastedEnds) {
    if (pasted.dialect != dialect || !clean.ends_with(pasted.end)) continue;
    return fail(std::string(pasted.message),
                "write \"" + std::string(in_front_of(clean, pasted)) + "\"");
  }
  return std::string(clean);
}

std::string host_of(std::string_view base_url) {
  return lower(host_part(split_url(base_url).authority));
}

std::pair<std::string_view, std::string_view> origin_and_path(std::string_view base_url) {
  const std::string_view path = split_url(base_url).path;
  return {base_url.substr(0, base_url.size() - path.size()), path};
}

bool is_loopback(std::string_view base_url) {
  return is_loopback_host(host_of(base_url));
}

bool is_cleartext(std::string_view base_url) {
  return base_url.starts_with("http://");
}

}  // namespace edgee

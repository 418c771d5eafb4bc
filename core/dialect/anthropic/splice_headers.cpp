// Headers for a target that is not the agent's own: none of its credentials, and outside Anthropic
// nothing that tells who the agent is.
#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/dialect/anthropic/splice_parts.h"
#include "core/dialect/splice.h"

namespace edgee::anthropic {
namespace {

constexpr std::string_view kVersion = "2023-06-01";

bool is_credential(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames{"authorization", "x-api-key", "cookie",
                                                   "x-edgee-api-key"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [name](std::string_view own) { return equals_ignoring_case(own, name); });
}

// An OAuth value travels only with its OAuth credential.
std::string allowed_betas(const HeaderList& headers, const std::vector<std::string>& globs) {
  std::vector<std::string> kept;
  for (const Header& header : headers) {
    if (!equals_ignoring_case(header.name, "anthropic-beta")) continue;
    for (const std::string_view listed : split(header.value, ',')) {
      const std::string_view beta = trim(listed);
      const bool allowed = std::any_of(globs.begin(), globs.end(), [beta](const std::string& glob) {
        return matches_glob(glob, beta);
      });
      if (allowed && !beta.empty() && !beta.starts_with("oauth-")) kept.emplace_back(beta);
    }
  }
  return join(kept, ",");
}

void copy_header(const HeaderList& from, std::string_view name, std::string_view fallback,
                 HeaderList& to) {
  const std::string* given = find_header(from, name);
  to.push_back(Header{std::string(name), given != nullptr ? *given : std::string(fallback)});
}

HeaderList bare_headers(const Request& request, const Capabilities& able) {
  HeaderList headers;
  copy_header(request.headers, "content-type", "application/json", headers);
  copy_header(request.headers, "accept", "application/json", headers);
  headers.push_back(Header{"user-agent", "edgee"});  // some front ends refuse clients without one
  // Others know the first version only.
  if (able.claude) {
    copy_header(request.headers, "anthropic-version", kVersion, headers);
  } else {
    headers.push_back(Header{"anthropic-version", std::string(kVersion)});
  }
  return headers;
}

}  // namespace

HeaderList splice_headers(const Request& request, const Capabilities& able) {
  HeaderList headers = able.vendor ? verbatim_headers(request) : bare_headers(request, able);
  std::erase_if(headers, [](const Header& header) { return is_credential(header.name); });
  if (find_header(headers, "anthropic-version") == nullptr) {
    set_header(headers, "anthropic-version", std::string(kVersion));
  }
  const std::string betas = allowed_betas(request.headers, able.betas);
  if (betas.empty()) {
    remove_header(headers, "anthropic-beta");
  } else {
    set_header(headers, "anthropic-beta", betas);
  }
  return headers;
}

}  // namespace edgee::anthropic

#include "platform/http/route.h"

#include "core/base/loopback.h"
#include "core/base/text.h"

namespace edgee {
namespace {

// What stands between the scheme and the path, as it is.
std::string_view middle_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  const std::size_t user = url.rfind('@');
  return user == std::string_view::npos ? url : url.substr(user + 1);
}

// Without port and brackets.
std::string_view host_of(std::string_view url) {
  const std::string_view middle = middle_of(url);
  if (middle.starts_with('[')) return middle.substr(1, middle.find(']') - 1);
  return middle.substr(0, middle.find(':'));
}

}  // namespace

std::string origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t from = scheme == std::string_view::npos ? 0 : scheme + 3;
  return lower(url.substr(0, url.find_first_of("/?#", from)));
}

std::string target_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t from = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t path = url.find_first_of("/?#", from);
  if (path == std::string_view::npos) return "/";
  std::string target;
  if (url[path] != '/') target = "/";
  return target.append(url.substr(path, url.find('#', path) - path));
}

std::string authority_of(std::string_view url) {
  std::string_view middle = middle_of(url);
  const std::string_view own_port = is_tls(url) ? ":443" : ":80";
  if (middle.ends_with(own_port)) middle.remove_suffix(own_port.size());
  return std::string(middle);
}

bool is_tls(std::string_view url) {
  return lower(url.substr(0, 8)) == "https://";
}

bool goes_to_loopback(std::string_view url) {
  return is_loopback_host(lower(host_of(url)));
}

std::string proxy_for(std::string_view url, const UpstreamSettings& settings) {
  if (goes_to_loopback(url)) return {};
  const std::string& own = is_tls(url) ? settings.https_proxy : settings.http_proxy;
  return own.empty() ? settings.all_proxy : own;
}

}  // namespace edgee

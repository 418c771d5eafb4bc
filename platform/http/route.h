// Where a URL leads: its origin, and the proxy on the way. Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/upstream.h"

namespace edgee {

// "https://host:8443" of "https://host:8443/v1/messages?x", in lower case.
[[nodiscard]] std::string origin_of(std::string_view url);
// "/v1/messages?x": from the path on; "/" when there is none. Without a fragment.
[[nodiscard]] std::string target_of(std::string_view url);
// "host:8443": for the Host header. Without a user, and without the scheme's own port.
[[nodiscard]] std::string authority_of(std::string_view url);
[[nodiscard]] bool is_tls(std::string_view url);
// localhost, *.localhost, 127.0.0.0/8 or ::1.
[[nodiscard]] bool goes_to_loopback(std::string_view url);
// The proxy that the settings name for this URL; "" = none. libcurl still applies no_proxy.
[[nodiscard]] std::string proxy_for(std::string_view url, const UpstreamSettings& settings);

}  // namespace edgee

// The client for providers, on libcurl. One object per process, shared by all threads.
#pragma once

#include <memory>
#include <string>

#include "core/ports/exchanges.h"

namespace edgee {

// Values of the environment variables of the same names; "" = not set. Loopback hosts are never
// reached through a proxy.
struct UpstreamSettings {
  std::string https_proxy;
  std::string http_proxy;
  std::string all_proxy;
  std::string no_proxy;
  std::string ssl_cert_file;  // replaces the system's roots, as does ssl_cert_dir
  std::string ssl_cert_dir;
};

[[nodiscard]] std::unique_ptr<UpstreamClient> make_upstream_client(
    const UpstreamSettings& settings);

}  // namespace edgee

#include "core/proxy/road_watch.h"

#include <algorithm>
#include <string_view>

#include "core/base/loopback.h"

namespace edgee {
namespace {

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (url.starts_with('[')) return url.substr(0, url.find(']') + 1);
  return url.substr(0, url.rfind(':'));
}

}  // namespace

HostResult& RoadWatch::host(const std::string& url, bool local) {
  const std::string name(host_of(url));
  const auto found = std::find_if(hosts_.begin(), hosts_.end(),
                                  [&name](const HostResult& one) { return one.host == name; });
  if (found != hosts_.end()) return *found;
  HostResult result;
  result.host = name;
  result.loopback = local || is_loopback_host(name);
  hosts_.push_back(std::move(result));
  return hosts_.back();
}

void RoadWatch::expect(const std::string& url, bool local) {
  (void)host(url, local);
}

void RoadWatch::note(const std::string& url, bool local,
                     const std::optional<FailureFacts>& failure) {
  HostResult& result = host(url, local);
  result.asked = true;
  result.failure = failure ? std::optional(failure->kind) : std::nullopt;
}

void RoadWatch::forget() {
  for (HostResult& host : hosts_) {
    host.asked = false;
    host.failure.reset();
  }
}

}  // namespace edgee

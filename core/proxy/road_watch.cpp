#include "core/proxy/road_watch.h"

#include <algorithm>
#include <utility>

#include "core/base/loopback.h"
#include "core/config/words.h"

namespace edgee {

HostResult& RoadWatch::host(const std::string& url, bool local) {
  std::string name = host_of(url);
  const auto found = std::find_if(hosts_.begin(), hosts_.end(),
                                  [&name](const HostResult& one) { return one.host == name; });
  if (found != hosts_.end()) return *found;
  HostResult result;
  result.loopback = local || is_loopback_host(name);
  result.host = std::move(name);
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

// Runs an exchange to its end and keeps what came, for tests.
#pragma once

#include <string>

#include "platform/http/upstream.h"
#include "platform/http/wire.h"

namespace edgee::test {

struct Collected {
  int heads = 0;
  int status = 0;
  HeaderList headers;
  std::string body;
  Arrival last;  // what ended it
};

inline UpstreamRequest get(std::string url) {
  UpstreamRequest request;
  request.method = "GET";
  request.url = std::move(url);
  request.has_body = false;
  return request;
}

inline UpstreamRequest post(std::string url, std::string_view body) {
  UpstreamRequest request;
  request.url = std::move(url);
  request.body = body;
  return request;
}

inline Collected collect(Exchanges& exchanges, Duration patience = Duration(20'000)) {
  Collected collected;
  const TimePoint deadline = from_now(patience);
  for (;;) {
    Arrival arrival = exchanges.next(deadline);
    if (arrival.kind == Arrival::Kind::head) {
      ++collected.heads;
      collected.status = arrival.status;
      collected.headers = arrival.headers;
    } else if (arrival.kind == Arrival::Kind::chunk) {
      collected.body += arrival.chunk;
    } else {
      collected.last = std::move(arrival);
      return collected;
    }
  }
}

inline Collected fetch(UpstreamClient& client, const UpstreamRequest& request, bool fresh = false) {
  const auto exchanges = client.open({});
  exchanges->start(request, fresh);
  return collect(*exchanges);
}

}  // namespace edgee::test

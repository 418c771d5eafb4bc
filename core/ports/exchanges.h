// The upstream side: HTTP requests to providers, pulled by the thread that serves the agent.
// An Exchanges belongs to one agent request and one thread; UpstreamClient is shared by all.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/secret.h"
#include "core/model/headers.h"
#include "core/model/outcome.h"
#include "core/model/time.h"
#include "core/ports/http_server.h"

namespace edgee {

using ExchangeId = std::uint64_t;

// `headers` are sent as they are, in order, and no others but Host, Content-Length and the secret.
// `body` must outlive the exchange. Redirects are never followed.
struct UpstreamRequest {
  std::string method = "POST";
  std::string url;
  HeaderList headers;
  std::string secret_header;       // "Authorization: Bearer " or "x-api-key: "; "" = none
  const Secret* secret = nullptr;  // appended to secret_header; outlives start()
  std::string_view body;
  bool has_body = true;
  Duration connect_timeout{std::chrono::seconds(5)};
};

// failed: the transport broke; `failure` says how and `reached` how far. deadline: the time given
// to next() is over. agent_gone: the agent hung up. stopped: the proxy is being shut down.
struct Arrival {
  enum class Kind { head, chunk, end, failed, deadline, agent_gone, stopped };
  Kind kind = Kind::end;
  ExchangeId id = 0;
  int status = 0;
  HeaderList headers;      // head; without those a decoded body no longer has
  std::string_view chunk;  // valid until the next call
  FailureKind failure = FailureKind::reset;
  std::string message;             // failed: the transport's words, never a secret
  Phase reached = Phase::dialing;  // failed
  bool reused_connection = false;  // failed: it had served before, so it may just have idled out
};

class Exchanges {
 public:
  Exchanges() = default;
  Exchanges(const Exchanges&) = delete;
  Exchanges& operator=(const Exchanges&) = delete;
  // Cancels what is left.
  virtual ~Exchanges() = default;

  // `fresh` forbids a pooled connection.
  virtual ExchangeId start(const UpstreamRequest& request, bool fresh) = 0;
  // Waits for the next thing to happen on any exchange, at most until `deadline`.
  virtual Arrival next(TimePoint deadline) = 0;
  // Closes the connection of an unfinished exchange at once. Unknown ids are ignored.
  virtual void cancel(ExchangeId id) = 0;
};

class UpstreamClient {
 public:
  UpstreamClient() = default;
  UpstreamClient(const UpstreamClient&) = delete;
  UpstreamClient& operator=(const UpstreamClient&) = delete;
  virtual ~UpstreamClient() = default;

  // `agent` is watched for a hang-up; a default handle watches nothing.
  [[nodiscard]] virtual std::unique_ptr<Exchanges> open(HangUpHandle agent) = 0;
  // Opens a connection to the URL's host ahead of need, in the background. Failures are silent.
  virtual void warm(const std::string& url) = 0;
  // Every next() returns `stopped` from now on.
  virtual void stop() = 0;
};

}  // namespace edgee

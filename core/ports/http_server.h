// The agent's side: a loopback HTTP/1.1 server. Handlers run on the connection's own thread, many
// at once; one ReplySink belongs to one request and one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/model/headers.h"
#include "core/model/time.h"

namespace edgee {

// The head as it came: fields in order and spelling, values untouched.
struct RequestHead {
  std::string method;
  std::string target;  // "/<token>/v1/messages?beta=true", undecoded
  HeaderList headers;
};

struct PlainReply {
  int status = 200;
  HeaderList headers;
  std::string body;
};

// Names the agent's connection for Exchanges, which watches it for a hang-up. Opaque to core.
struct HangUpHandle {
  int descriptor = -1;
};

class ReplySink {
 public:
  ReplySink() = default;
  ReplySink(const ReplySink&) = delete;
  ReplySink& operator=(const ReplySink&) = delete;
  virtual ~ReplySink() = default;

  // Sends the head and `first` in one write. Without `length` the body is chunked. False: the
  // agent is gone (and so for the calls below).
  virtual bool start(int status, const HeaderList& headers, std::optional<std::size_t> length,
                     std::string_view first) = 0;
  virtual bool write(std::string_view bytes) = 0;
  // Ends the body properly; the connection may serve another request.
  virtual bool finish() = 0;
  // Closes without the proper ending, so that the agent sees a cut as a cut.
  virtual void abort() = 0;
  [[nodiscard]] virtual HangUpHandle hang_up() const = 0;
};

class HttpHandler {
 public:
  HttpHandler() = default;
  HttpHandler(const HttpHandler&) = delete;
  HttpHandler& operator=(const HttpHandler&) = delete;
  virtual ~HttpHandler() = default;

  // Asked before a byte of the body is read. A reply refuses the request and closes.
  virtual std::optional<PlainReply> admit(const RequestHead& head) = 0;
  virtual void handle(RequestHead head, std::string body, ReplySink& sink) = 0;
};

struct ServerLimits {
  std::size_t head_bytes = std::size_t{64} * 1024;
  std::size_t body_bytes = std::size_t{64} * 1024 * 1024;
  std::size_t connections = 512;
  Duration head_time{std::chrono::seconds(10)};     // whole head, from its first byte
  Duration body_silence{std::chrono::seconds(30)};  // without one byte of the body
  Duration keep_alive{std::chrono::seconds(75)};
  Duration write_silence{std::chrono::seconds(120)};  // the agent reads nothing
};

class HttpServer {
 public:
  HttpServer() = default;
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  // Stops first.
  virtual ~HttpServer() = default;

  // Binds 127.0.0.1:0 and serves; gives the port. The handler must outlive the server.
  virtual Result<std::uint16_t> start(HttpHandler& handler) = 0;
  // Closes the listener and every connection, waits for the handlers. Idempotent.
  virtual void stop() = 0;
};

}  // namespace edgee

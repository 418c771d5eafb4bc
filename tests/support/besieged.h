// A running `edgee proxy` with one scripted provider behind it, and requests to throw at it. One
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/drill/brain.h"
#include "tests/support/play.h"
#include "tests/support/raw_http.h"

namespace edgee::play {

class Besieged {
 public:
  explicit Besieged(const Variables& more = {}, const std::string& toml = "")
      : vendor_(cast(play_, toml)),
        proxy_(play_, {}, more),
        address_(read_address(proxy_.base_url())) {}

  [[nodiscard]] int port() const { return address_.port; }
  [[nodiscard]] pid_t pid() { return proxy_.program().pid(); }
  [[nodiscard]] const std::string& token() const { return address_.token; }
  // The token's path.
  [[nodiscard]] std::string at(std::string_view path) const {
    return "/" + token() + std::string(path);
  }
  [[nodiscard]] std::string host_line() const {
    return "Host: 127.0.0.1:" + std::to_string(port()) + "\r\n";
  }
  // A request that lacks nothing, unless `more` spoils it.
  [[nodiscard]] std::string request(std::string_view method, std::string_view target,
                                    std::string_view more = "",
                                    std::string_view body = kBody) const {
    return head(method, target, host_line() + std::string(more),
                "Content-Length: " + std::to_string(body.size()) + "\r\n") +
           std::string(body);
  }
  [[nodiscard]] static std::string head(std::string_view method, std::string_view target,
                                        std::string_view host, std::string_view framing) {
    return std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n" + std::string(host) +
           "Content-Type: application/json\r\n" + std::string(framing) + "\r\n";
  }

  // A model request with these lines for its framing, and what comes behind the head.
  [[nodiscard]] std::string framed(std::string_view framing, std::string_view rest) const {
    return head("POST", at(kMessages), host_line(), framing) + std::string(rest);
  }

  // How many requests the provider has seen.
  [[nodiscard]] std::size_t reached() const { return vendor_.server->received().size(); }
  // A proper request is answered as ever.
  [[nodiscard]] bool serves() const {
    const Reply reply = ask_model(proxy_.base_url(), kBody);
    return reply.status == 200 && reply.whole && reply.said().find(kAnswer) != std::string::npos;
  }

  static constexpr std::string_view kMessages = "/v1/messages";
  static constexpr std::string_view kBody =
      R"({"model":"claude-opus-4-8","max_tokens":9,"stream":true,)"
      R"("messages":[{"role":"user","content":"hello"}]})";
  static constexpr const char* kAnswer = "alive and well";

 private:
  static const Cast& cast(Play& play, const std::string& toml) {
    play.add_config(toml);
    return play.vendor(&answer);
  }
  static script::Play answer(const script::Received& request) {
    BrainScript brain;
    brain.steps = 0;
    brain.final_text = kAnswer;
    return brain_answer(brain, request);
  }

  Play play_;
  const Cast& vendor_;
  Proxy proxy_;
  ProxyAddress address_;
};

// A request, and the status it must get; 0: the connection closes without a word.
struct Refused {
  const char* what;
  std::string bytes;
  int status;
};
// Checks, within a test: each is refused with one answer on a connection that ends there, and
// reaches no provider. Afterwards the proxy serves as ever.
void check_refusals(const Besieged& besieged, const std::vector<Refused>& rows);

}  // namespace edgee::play

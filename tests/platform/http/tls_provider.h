// An HTTPS server on 127.0.0.1 with a certificate of its own, for tests. Answers with `body`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace edgee::test {

class TlsProvider {
 public:
  explicit TlsProvider(std::string body);
  TlsProvider(const TlsProvider&) = delete;
  TlsProvider& operator=(const TlsProvider&) = delete;
  ~TlsProvider();

  [[nodiscard]] std::string url() const;
  // The PEM file of its certificate.
  [[nodiscard]] const std::string& certificate() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace edgee::test

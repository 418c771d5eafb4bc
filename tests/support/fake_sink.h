// What the agent would have seen of one request.
#pragma once

#include <string>
#include <vector>

#include "core/ports/http_server.h"
#include "tests/support/fake_clock.h"

namespace edgee {

class FakeSink : public ReplySink {
 public:
  explicit FakeSink(const FakeClock& clock) : clock_(clock) {}

  bool start(int given_status, const HeaderList& given_headers, std::optional<std::size_t> given,
             std::string_view first) override {
    status = given_status;
    headers = given_headers;
    length = given;
    head_at = clock_.now();
    return write(first);
  }
  bool write(std::string_view bytes) override {
    body += bytes;
    writes.emplace_back(bytes);
    return !gone;
  }
  bool finish() override {
    finished = true;
    return !gone;
  }
  void abort() override { aborted = true; }
  [[nodiscard]] HangUpHandle hang_up() const override { return {}; }

  int status = 0;
  HeaderList headers;
  std::optional<std::size_t> length;
  std::string body;
  std::vector<std::string> writes;
  TimePoint head_at;
  bool finished = false;
  bool aborted = false;
  bool gone = false;

 private:
  const FakeClock& clock_;
};

}  // namespace edgee

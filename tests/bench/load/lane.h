// One connection of the load client: sends the same request again and again and times the answers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tests/bench/common/http_reader.h"
#include "tests/bench/common/net.h"
#include "tests/bench/load/tally.h"

namespace edgee::bench {

// What all lanes share; outlives them.
struct Job {
  std::string head;
  std::string body;
  long requests_left = 0;
  Tally tally;
};

class Lane {
 public:
  Lane(UniqueFd fd, Job& job) : fd_(std::move(fd)), job_(job) {}

  // Each returns false when this lane has nothing more to do.
  bool start_request();
  bool on_writable();
  bool on_readable(std::span<char> buffer);

  int fd() const { return fd_.get(); }
  bool sending() const { return sent_ < job_.head.size() + job_.body.size(); }

 private:
  bool receive(std::string_view input, std::int64_t at_ns);
  void take_events(std::int64_t at_ns);
  bool fail(std::string_view why);

  UniqueFd fd_;
  Job& job_;
  HttpReader reader_;
  std::size_t sent_ = 0;
  std::int64_t started_ns_ = 0;
  bool answered_ = false;
};

}  // namespace edgee::bench

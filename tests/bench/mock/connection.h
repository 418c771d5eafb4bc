// One client of the mock: reads requests, writes the scripted answers. Owned by one worker, used on
// its thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tests/bench/common/http_reader.h"
#include "tests/bench/common/net.h"
#include "tests/bench/mock/journal.h"
#include "tests/bench/mock/script.h"

namespace edgee::bench {

class Connection {
 public:
  Connection(UniqueFd fd, Role role, Journal& journal);

  // Each returns false when the connection is over.
  bool on_readable(std::span<char> buffer);
  bool on_writable();
  bool on_due(std::int64_t now);

  int fd() const { return fd_.get(); }
  bool wants_to_write() const { return sent_ < out_.size() || bursting(); }
  // When the next paced event is to be sent.
  std::optional<std::int64_t> due() const;

 private:
  void answer();
  void begin_stream();
  void add_event();
  void add_burst();
  void finish_if_complete();
  // False when the connection goes with it.
  bool break_off();
  bool bursting() const { return streaming_ && script_.manner == Manner::burst; }
  bool flush();
  bool hung_up();

  UniqueFd fd_;
  Role role_;
  Journal& journal_;
  HttpReader reader_;
  Script script_;
  std::string out_;
  std::size_t sent_ = 0;
  bool streaming_ = false;
  int events_sent_ = 0;
  int block_ = 0;
  bool used_ = false;  // it has carried a whole request
  std::int64_t due_ns_ = 0;
};

}  // namespace edgee::bench

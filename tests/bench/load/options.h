// The command line of bench_load.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>

namespace edgee::bench {

struct Options {
  std::uint16_t port = 0;
  std::string prefix;  // put before /v1/messages: the session token of an edgee base URL
  std::string model = "bench-fast";
  std::string user_agent = "claude-cli/2.1.197 (external, cli)";
  std::size_t body_bytes = 85'000;
  int connections = 1;
  long requests = std::numeric_limits<long>::max();  // in all, over all connections
  double seconds = 60;                               // stops sooner when the requests are done
  bool stream = false;
};

std::optional<Options> parse_options(std::span<char*> arguments);

}  // namespace edgee::bench

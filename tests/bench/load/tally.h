// What a run of the load client counted, and its report as one line of JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace edgee::bench {

struct Tally {
  long requests = 0;  // answered whole
  long events = 0;
  long errors = 0;  // not 200, malformed, or cut
  std::string first_error;
  std::vector<std::int64_t> first_byte_ns;   // from before the first send to the first byte
  std::vector<std::int64_t> event_delay_ns;  // from the mock's stamp to our recv

  std::string to_json(double seconds) const;
};

}  // namespace edgee::bench

// What a request asks of the mock. The client writes it into the body's "model" value, which a
// proxy hands on untouched: bench-fast, bench-paced-5ms-200 (one event every 5 ms, 200 of them),
// bench-burst-2000 (as fast as the socket takes them), bench-hang (never an answer), each with an
// optional -idN that names the request in the mock's journal.
#pragma once

#include <cstdint>
#include <string_view>

namespace edgee::bench {

enum class Dialect { anthropic_messages, openai_chat };
enum class Manner { fast, paced, burst, hang, unknown };

struct Script {
  Manner manner = Manner::unknown;
  Dialect dialect = Dialect::anthropic_messages;
  bool stream = false;
  int events = 1;
  std::int64_t interval_ns = 0;
  int id = -1;
};

Script read_script(std::string_view path, std::string_view body);

}  // namespace edgee::bench

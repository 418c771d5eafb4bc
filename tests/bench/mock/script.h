// What a request asks of the mock. The client writes it into the body's "model" value, which a
// proxy hands on untouched: bench-fast, bench-paced-5ms-200 (one event every 5 ms, 200 of them),
// bench-burst-2000 (as fast as the socket takes them), bench-hang (never an answer),
// bench-break-reset-2ms-4 and bench-break-end-2ms-4 (paced, and 2 ms after the fourth event the
// connection is reset, or the body ends properly but without the last events). An optional
// -blocks10 ends the text block after every 10 events, an optional -idN names the request in the
// mock's journal.
#pragma once

#include <cstdint>
#include <string_view>

namespace edgee::bench {

enum class Dialect { anthropic_messages, openai_chat };
enum class Manner { fast, paced, burst, hang, unknown };
// How a stream ends: with its last events, without them, or with the connection.
enum class Ending { whole, silent, reset };

struct Script {
  Manner manner = Manner::unknown;
  Dialect dialect = Dialect::anthropic_messages;
  bool stream = false;
  Ending ending = Ending::whole;
  int events = 1;
  int events_per_block = 0;  // 0: one block for all
  std::int64_t interval_ns = 0;
  int id = -1;
};

Script read_script(std::string_view path, std::string_view body);

}  // namespace edgee::bench

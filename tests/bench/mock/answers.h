// The bytes of the mock's answers, in the grammar of each dialect. Stream parts are chunked, ready
// to send, and appended to `out`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/bench/mock/script.h"

namespace edgee::bench {

void append_stream_opening(Dialect dialect, std::string& out);
// One text delta of about 125 bytes; its text begins with '@' and the stamp in 16 hex digits.
void append_stream_event(Dialect dialect, std::int64_t stamp_ns, std::string& out);
void append_stream_closing(Dialect dialect, int events, std::string& out);

std::string whole_answer(Dialect dialect);
std::string json_answer(std::string_view status, std::string_view body);
std::string overloaded_answer();

}  // namespace edgee::bench

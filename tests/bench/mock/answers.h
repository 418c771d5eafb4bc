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
// `block` counts from 0; the opening starts the first one. OpenAI's streams have no blocks.
void append_stream_event(Dialect dialect, int block, std::int64_t stamp_ns, std::string& out);
void append_block_start(Dialect dialect, int block, std::string& out);
void append_block_stop(Dialect dialect, int block, std::string& out);
void append_stream_closing(Dialect dialect, int block, int events, std::string& out);
// The body is over, whatever it lacks.
void append_end_of_body(std::string& out);

std::string whole_answer(Dialect dialect);
std::string json_answer(std::string_view status, std::string_view body);
std::string overloaded_answer();

}  // namespace edgee::bench

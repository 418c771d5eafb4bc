#include "tests/bench/mock/answers.h"

#include <array>

namespace edgee::bench {
namespace {

constexpr std::string_view kStreamHead =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    "cache-control: no-cache\r\nrequest-id: req_bench\r\ntransfer-encoding: chunked\r\n\r\n";

constexpr std::string_view kAnthropicOpening =
    "event: message_start\n"
    R"(data: {"type":"message_start","message":{"id":"msg_bench","type":"message","role":"assistant",)"
    R"("model":"bench","content":[],"stop_reason":null,"stop_sequence":null,)"
    R"("usage":{"input_tokens":21000,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,)"
    R"("output_tokens":1}}})"
    "\n\n";
constexpr std::string_view kAnthropicBlockStart =
    "event: content_block_start\n"
    R"(data: {"type":"content_block_start","index":)";
constexpr std::string_view kAnthropicBlockStartEnd =
    R"(,"content_block":{"type":"text","text":""}})"
    "\n\n";
constexpr std::string_view kAnthropicEventBegin =
    "event: content_block_delta\n"
    R"(data: {"type":"content_block_delta","index":)";
constexpr std::string_view kAnthropicEventText = R"(,"delta":{"type":"text_delta","text":"@)";
constexpr std::string_view kAnthropicEventEnd = "\"}}\n\n";

constexpr std::string_view kChatOpening =
    R"(data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1,"model":"bench",)"
    R"("choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]})"
    "\n\n";
constexpr std::string_view kChatEventBegin =
    R"(data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1,"model":"bench",)"
    R"("choices":[{"index":0,"delta":{"content":"@)";
constexpr std::string_view kChatEventEnd = "\"},\"finish_reason\":null}]}\n\n";
constexpr std::string_view kChatClosing =
    R"(data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1,"model":"bench",)"
    R"("choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
    "\n\n"
    R"(data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1,"model":"bench",)"
    R"("choices":[],"usage":{"prompt_tokens":21000,"completion_tokens":1,"total_tokens":21001}})"
    "\n\ndata: [DONE]\n\n";

constexpr std::string_view kAnthropicMessage =
    R"({"id":"msg_bench","type":"message","role":"assistant","model":"bench",)"
    R"("content":[{"type":"text","text":"A short answer."}],"stop_reason":"end_turn",)"
    R"("stop_sequence":null,"usage":{"input_tokens":21000,"output_tokens":4}})";
constexpr std::string_view kChatMessage =
    R"({"id":"chatcmpl-bench","object":"chat.completion","created":1,"model":"bench","choices":[)"
    R"({"index":0,"message":{"role":"assistant","content":"A short answer."},"finish_reason":"stop"}],)"
    R"("usage":{"prompt_tokens":21000,"completion_tokens":4,"total_tokens":21004}})";

void append_chunk(std::string_view payload, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<char, 8> size{};
  std::size_t used = size.size();
  for (std::size_t left = payload.size(); left != 0; left /= 16)
    size[--used] = kDigits[left % 16];
  out.append(&size[used], size.size() - used).append("\r\n").append(payload).append("\r\n");
}

std::string block_start(int block) {
  std::string event(kAnthropicBlockStart);
  return event.append(std::to_string(block)).append(kAnthropicBlockStartEnd);
}

std::string block_stop(int block) {
  std::string event("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":");
  return event.append(std::to_string(block)).append("}\n\n");
}

void append_hex(std::int64_t value, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto bits = static_cast<std::uint64_t>(value);
  for (int shift = 60; shift >= 0; shift -= 4)
    out.push_back(kDigits[(bits >> shift) & 15U]);
}

}  // namespace

void append_stream_opening(Dialect dialect, std::string& out) {
  out.append(kStreamHead);
  if (dialect == Dialect::openai_chat) {
    append_chunk(kChatOpening, out);
  } else {
    append_chunk(std::string(kAnthropicOpening) + block_start(0), out);
  }
}

void append_stream_event(Dialect dialect, int block, std::int64_t stamp_ns, std::string& out) {
  const bool chat = dialect == Dialect::openai_chat;
  std::string event;
  event.reserve(256);
  event.append(chat ? kChatEventBegin : kAnthropicEventBegin);
  if (!chat) event.append(std::to_string(block)).append(kAnthropicEventText);
  append_hex(stamp_ns, event);
  event.append(chat ? kChatEventEnd : kAnthropicEventEnd);
  append_chunk(event, out);
}

void append_block_start(Dialect dialect, int block, std::string& out) {
  if (dialect == Dialect::anthropic_messages) append_chunk(block_start(block), out);
}

void append_block_stop(Dialect dialect, int block, std::string& out) {
  if (dialect == Dialect::anthropic_messages) append_chunk(block_stop(block), out);
}

void append_stream_closing(Dialect dialect, int block, int events, std::string& out) {
  if (dialect == Dialect::openai_chat) {
    append_chunk(kChatClosing, out);
  } else {
    append_chunk(
        block_stop(block) +
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
            "\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" +
            std::to_string(events) +
            "}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
        out);
  }
  append_end_of_body(out);
}

void append_end_of_body(std::string& out) {
  out.append("0\r\n\r\n");
}

std::string whole_answer(Dialect dialect) {
  return json_answer("200 OK", dialect == Dialect::openai_chat ? kChatMessage : kAnthropicMessage);
}

std::string json_answer(std::string_view status, std::string_view body) {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\ncontent-type: application/json\r\nrequest-id: req_bench\r\n");
  out.append("content-length: ").append(std::to_string(body.size()));
  return out.append("\r\n\r\n").append(body);
}

std::string overloaded_answer() {
  return json_answer(
      "529 Overloaded",
      R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})");
}

}  // namespace edgee::bench

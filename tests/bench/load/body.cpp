#include "tests/bench/load/body.h"

#include <array>
#include <cstdint>

namespace edgee::bench {
namespace {

constexpr int kTools = 25;
constexpr std::size_t kSystemBytes = 12'000;
constexpr std::size_t kReminderBytes = 6'000;
constexpr std::size_t kToolTextBytes = 1'200;
constexpr std::size_t kResultBytes = 2'500;

// Words and escapes in the mix of source code inside JSON. The same in every run.
class Prose {
 public:
  void append(std::size_t bytes, std::string& out) {
    constexpr std::array<std::string_view, 16> kWords{
        "return ", "the ",  "request ", "\\n    ",  "const ", "\\\"name\\\": ", "if (ok) ", "file ",
        "value, ", "std::", "edit ",    "{ 0x1f; ", "tests ", "/src/main.cpp ", "// note ", "- "};
    const std::size_t end = out.size() + bytes;
    while (out.size() < end) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      out.append(kWords.at(state_ >> 60U));
    }
  }

 private:
  std::uint64_t state_ = 42;
};

void append_system(Prose& prose, std::string& out) {
  out.append(
      R"("system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.197.0; cc_entrypoint=cli;"},)"
      R"({"type":"text","text":"You are a coding agent.","cache_control":{"type":"ephemeral"}},)"
      R"({"type":"text","text":")");
  prose.append(kSystemBytes, out);
  out.append(R"(","cache_control":{"type":"ephemeral"}}],)");
}

void append_tools(Prose& prose, std::string& out) {
  out.append(R"("tools":[)");
  for (int i = 0; i < kTools; ++i) {
    if (i != 0) out.push_back(',');
    out.append(R"({"name":"Tool)").append(std::to_string(i)).append(R"(","description":")");
    prose.append(kToolTextBytes, out);
    out.append(
        R"(","input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",)"
        R"("properties":{"file_path":{"type":"string","description":"The absolute path"},)"
        R"("limit":{"type":"number","minimum":0},"mode":{"type":"string","enum":["read","write"]}},)"
        R"("required":["file_path"],"additionalProperties":false}})");
  }
  out.append("],");
}

void append_tool_turn(Prose& prose, int turn, std::string& out) {
  const std::string id = "toolu_bench" + std::to_string(turn);
  out.append(R"({"role":"assistant","content":[{"type":"text","text":"I look at the file."},)")
      .append(R"({"type":"tool_use","id":")" + id)
      .append(R"(","name":"Tool0","input":{"file_path":"/src/main.cpp"}}]},)")
      .append(R"({"role":"user","content":[{"type":"tool_result","tool_use_id":")" + id)
      .append(R"(","content":")");
  prose.append(kResultBytes, out);
  out.append("\"}]},");
}

std::string ending(bool stream) {
  return std::string(
             R"("}]}],"metadata":{"user_id":"{\"device_id\":\"00\",\"account_uuid\":\"\",\"session_id\":\"bench\"}"},)"
             R"("max_tokens":64000,"thinking":{"type":"adaptive"},)"
             R"("context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},)"
             R"("output_config":{"effort":"high"},"stream":)") +
         (stream ? "true}" : "false}");
}

}  // namespace

std::string make_body(std::string_view model, std::size_t bytes, bool stream) {
  Prose prose;
  std::string out = R"({"model":")";
  out.reserve(bytes + kResultBytes);
  out.append(model).append("\",");
  append_system(prose, out);
  append_tools(prose, out);
  out.append(R"("messages":[{"role":"user","content":[{"type":"text","text":"Fix the test."}]},)");
  out.append(R"({"role":"system","content":")");
  prose.append(kReminderBytes, out);
  out.append("\"},");
  const std::string last = R"({"role":"user","content":[{"type":"text","text":")";
  const std::string end = ending(stream);
  for (int turn = 0; out.size() + 2 * kResultBytes + last.size() + end.size() < bytes; ++turn) {
    append_tool_turn(prose, turn, out);
  }
  out.append(last);
  if (out.size() + end.size() < bytes) out.append(bytes - out.size() - end.size(), 'x');
  return out.append(end);
}

std::string make_head(const Options& options, std::size_t body_bytes) {
  return "POST " + options.prefix +
         "/v1/messages?beta=true HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(options.port) +
         "\r\nAccept: application/json\r\nUser-Agent: " + options.user_agent +
         "\r\n"
         "X-Claude-Code-Session-Id: 00000000-0000-4000-8000-00000000be7c\r\n"
         "X-Stainless-Arch: x64\r\nX-Stainless-Lang: js\r\nX-Stainless-OS: Linux\r\n"
         "X-Stainless-Package-Version: 0.94.0\r\nX-Stainless-Retry-Count: 0\r\n"
         "X-Stainless-Runtime: node\r\nX-Stainless-Runtime-Version: v24.3.0\r\n"
         "X-Stainless-Timeout: 600\r\nanthropic-dangerous-direct-browser-access: true\r\n"
         "anthropic-version: 2023-06-01\r\nx-app: cli\r\nx-api-key: sk-ant-api03-bench\r\n"
         "anthropic-beta: claude-code-20250219,context-1m-2025-08-07,"
         "interleaved-thinking-2025-05-14,thinking-token-count-2026-05-13,"
         "context-management-2025-06-27,prompt-caching-scope-2026-01-05,"
         "mid-conversation-system-2026-04-07,effort-2025-11-24\r\n"
         "Content-Type: application/json\r\nConnection: keep-alive\r\n"
         "Accept-Encoding: gzip, deflate, br, zstd\r\nContent-Length: " +
         std::to_string(body_bytes) + "\r\n\r\n";
}

}  // namespace edgee::bench

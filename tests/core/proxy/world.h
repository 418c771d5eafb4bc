// A proxy on fakes: providers as plays, a clock that only waiting moves, and the agent's view of
// the answer. Read a test as a play: what the providers do, what the agent sees, what the ledger
// says.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/agents/agent.h"
#include "core/base/json.h"
#include "core/catalog/catalog.h"
#include "core/proxy/gateway.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_processes.h"
#include "tests/support/fake_random.h"
#include "tests/support/fake_secret_store.h"
#include "tests/support/fake_sink.h"
#include "tests/support/fake_store.h"
#include "tests/support/fake_upstream.h"

namespace edgee {

inline const std::string kVendor = "https://vendor.test";
inline const std::string kMessages = "https://messages.test";
inline const std::string kChat = "https://chat.test";

inline std::string sse(const std::string& type, const std::string& members) {
  return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" +
         (members.empty() ? "" : "," + members) + "}\n\n";
}

inline std::string message_start(const std::string& id = "msg_1") {
  return sse("message_start",
             R"("message":{"id":")" + id +
                 R"(","type":"message","role":"assistant","model":"m","content":[],)"
                 R"("usage":{"input_tokens":100,"cache_read_input_tokens":7,)"
                 R"("output_tokens":1}})");
}

inline std::string open_text(const std::string& text, int index = 0) {
  const std::string at = "\"index\":" + std::to_string(index) + ",";
  return sse("content_block_start", at + R"("content_block":{"type":"text","text":""})") +
         sse("content_block_delta", at + R"("delta":{"type":"text_delta","text":")" + text + "\"}");
}

inline std::string block_stop(int index = 0) {
  return sse("content_block_stop", "\"index\":" + std::to_string(index));
}

inline std::string text_block(const std::string& text, int index = 0) {
  return open_text(text, index) + block_stop(index);
}

inline std::string open_thinking(const std::string& text, int index = 0) {
  const std::string at = "\"index\":" + std::to_string(index) + ",";
  return sse("content_block_start",
             at + R"("content_block":{"type":"thinking","thinking":"","signature":""})") +
         sse("content_block_delta",
             at + R"("delta":{"type":"thinking_delta","thinking":")" + text + "\"}");
}

inline std::string thinking_block(const std::string& text, int index = 0) {
  return open_thinking(text, index) +
         sse("content_block_delta",
             "\"index\":" + std::to_string(index) +
                 R"(,"delta":{"type":"signature_delta","signature":"c2ln"})") +
         block_stop(index);
}

// `input` is JSON text, given in one piece.
inline std::string open_call(const std::string& id, const std::string& input, int index) {
  const std::string at = "\"index\":" + std::to_string(index) + ",";
  return sse("content_block_start", at + R"("content_block":{"type":"tool_use","id":")" + id +
                                        R"(","name":"Bash","input":{}})") +
         sse("content_block_delta", at + R"("delta":{"type":"input_json_delta","partial_json":)" +
                                        quote_json(input) + "}");
}

inline std::string call_block(const std::string& id, const std::string& input, int index) {
  return open_call(id, input, index) + block_stop(index);
}

inline std::string message_end(const std::string& stop = "end_turn") {
  return sse("message_delta", R"("delta":{"stop_reason":")" + stop +
                                  R"(","stop_sequence":null},"usage":{"output_tokens":42})") +
         sse("message_stop", "");
}

inline std::string whole_stream(const std::string& text) {
  return message_start() + text_block(text) + message_end();
}

inline std::string chat_stream(const std::string& text) {
  return R"(data: {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":")" +
         text +
         "\"}}]}\n\n"
         R"(data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],)"
         R"("usage":{"prompt_tokens":50,"completion_tokens":5}})"
         "\n\ndata: [DONE]\n\n";
}

inline std::string error_body(const std::string& type, const std::string& message) {
  return R"({"type":"error","error":{"type":")" + type + R"(","message":")" + message + "\"}}";
}

inline std::string request_body(bool stream = true) {
  return R"({"model":"claude-opus-4-8","max_tokens":1024,"messages":[{"role":"user",)"
         R"("content":"hello"}],"unknown_field":{"kept":true},"stream":)" +
         std::string(stream ? "true" : "false") + "}";
}

class World {
 public:
  World() {
    config->chains["default"].name = "default";
    Provider vendor = *find_catalog_provider("anthropic");
    vendor.endpoints = {{DialectId::anthropic_messages, kVendor, AuthScheme::x_api_key, false}};
    config->providers["anthropic"] = vendor;
    add_provider("messages", DialectId::anthropic_messages, kMessages);
    add_provider("chat", DialectId::openai_chat, kChat);
    secrets.keys["messages"] = "key-of-messages";
    secrets.keys["chat"] = "key-of-chat";
    session.token = Secret("TOKEN");
    session.port = 4711;
    session.agent = find_agent("claude")->profile;
    session.vendor = "anthropic";
    session.launch_id = "launch-1";
  }

  // A Claude Code on a terminal, of a version that is known to take back what never ended. Without
  // it the agent is one of which nothing is known.
  void from_claude_code() {
    headers.push_back({"User-Agent", "claude-cli/2.1.197 (external, cli)"});
  }

  // "agent" or "provider/model".
  Step& step(const std::string& target) {
    Step step;
    const std::size_t slash = target.find('/');
    step.target.provider = target.substr(0, slash);
    if (slash != std::string::npos) step.target.model = target.substr(slash + 1);
    config->chains["default"].steps.push_back(step);
    return config->chains["default"].steps.back();
  }

  void add_provider(const std::string& id, DialectId dialect, const std::string& url) {
    Provider provider;
    provider.id = id;
    provider.endpoints = {{dialect, url, AuthScheme::bearer, false}};
    config->providers[id] = provider;
  }

  FakeSink& ask(std::string body = request_body(),
                const std::string& path = "/v1/messages?beta=true",
                const std::string& method = "POST") {
    sinks.push_back(std::make_unique<FakeSink>(clock));
    RequestHead head{method, "/TOKEN" + path, headers};
    if (auto refusal = gateway.admit(head)) {
      sinks.back()->start(refusal->status, refusal->headers, refusal->body.size(), refusal->body);
      return *sinks.back();
    }
    gateway.handle(std::move(head), std::move(body), *sinks.back());
    return *sinks.back();
  }

  [[nodiscard]] std::string verdicts() const {
    std::string text;
    for (const AttemptEvent& event : store.events()) {
      text += (text.empty() ? "" : " ") + event.target + ":" +
              (event.trigger.empty() ? event.verdict : event.trigger + ">" + event.verdict);
    }
    return text;
  }

  FakeClock clock;
  FakeRandom random;
  FakeUpstream up{clock};
  FakeSecretStore secrets;
  FakeEnvironment environment;
  FakeProcesses processes;
  Keyring keyring{secrets, environment, processes};
  HealthBook health{clock};
  FakeStore store;
  std::shared_ptr<Config> config = std::make_shared<Config>();
  ProxyServices services{clock, random, up, keyring, health, store, [this] { return config; }};
  SessionSetup session;
  Gateway gateway{services, session};
  HeaderList headers{{"Host", "127.0.0.1:4711"},
                     {"X-Api-Key", "sk-ant-api03-mine"},
                     {"anthropic-version", "2023-06-01"},
                     {"anthropic-beta", "context-management-2025-06-27,new-beta"},
                     {"Content-Type", "application/json"},
                     {"X-Claude-Code-Session-Id", "session-1"},
                     {"Accept-Encoding", "gzip"},
                     {"Connection", "keep-alive"}};
  std::vector<std::unique_ptr<FakeSink>> sinks;
};

}  // namespace edgee

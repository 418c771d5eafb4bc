// Writes stream events as chunks of a Gemini answer, in the framing that the agent asked for. Calls
// are written when they are whole. For one answer and one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/dialect/gemini/names.h"

namespace edgee::gemini {

// What of the agent's request its answer depends on.
struct Asked {
  explicit Asked(const Request& request);

  std::string model;  // which the answer names
  std::string id;     // of an answer whose upstream gave none: the same for all who go on with it
  ToolNames names;
  bool sse = true;  // else one JSON array in pieces
  bool thoughts = false;
};

// A functionCall part; "" when the input is no JSON object.
[[nodiscard]] std::string write_call(const BlockStart& start, std::string_view input,
                                     const ToolNames& names);
[[nodiscard]] std::string write_thought(std::string_view words);
// A whole GenerateContentResponse; `finish` ("" = none) goes with the usage.
[[nodiscard]] std::string write_response(std::string_view parts, std::string_view finish,
                                         const TokenUsage& usage, std::string_view model,
                                         std::string_view id);
class Encoder final : public StreamEncoder {
 public:
  explicit Encoder(const Request& request) : asked_(request) {}
  void encode(const StreamEvent& event, std::string& out) override;
  void resume(const Transcript& shown) override;

 private:
  struct OpenCall {
    BlockStart start;
    std::string input;
  };

  void start_message(const MessageStart& start, std::string& out);
  void start_block(const BlockStart& start, std::string& out);
  void add_input(const ToolDelta& delta);
  void end_block(const BlockEnd& end, std::string& out);
  void end_message(std::string& out);
  void idle(std::string& out);
  void fault(const FailureFacts& facts, std::string& out);
  void write_part(std::string_view part, std::string& out);
  void write_frame(std::string_view json, std::string& out);

  Asked asked_;
  std::string id_;
  std::vector<OpenCall> open_;
  TokenUsage usage_;
  Stop stop_;
  bool started_ = false;
  bool reason_out_ = false;
};

[[nodiscard]] std::unique_ptr<StreamEncoder> make_encoder(const Request& request);

}  // namespace edgee::gemini

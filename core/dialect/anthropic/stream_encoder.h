// Writes stream events in the grammar of Anthropic Messages. For one answer and one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/anthropic/agent_names.h"
#include "core/dialect/dialect.h"

namespace edgee::anthropic {

// A message_start without usage: agents take the real numbers from message_delta.
[[nodiscard]] std::string write_message_start(std::string_view id, std::string_view model);

// A message id for an answer whose upstream gave none, and theirs in our form otherwise. Agents
// merge messages of the same id, so no two may be equal.
[[nodiscard]] std::string message_id(std::string_view upstream_id);

class Encoder final : public StreamEncoder {
 public:
  // The request's text must outlive this; tools have its names again.
  explicit Encoder(std::string_view model, std::string_view request = {})
      : model_(model), names_(request) {}
  void encode(const StreamEvent& event, std::string& out) override;
  void resume(const Transcript& shown) override;

 private:
  // What a thinking block that is open has shown: nothing yet, or its signature.
  struct OpenThinking {
    int index = 0;
    bool is_signed = false;
  };

  void start_message(const MessageStart& start, std::string& out);
  void start_block(const BlockStart& start, std::string& out);
  void sign(const Signature& signature, std::string& out);
  void end_block(const BlockEnd& end, std::string& out);
  void end_message(std::string& out);

  std::string model_;
  AgentNames names_;
  std::vector<OpenThinking> thinking_;
  TokenUsage usage_;
  Stop stop_;
  bool stopped_ = false;
  bool reason_out_ = false;
  bool started_ = false;
  bool has_tool_ = false;
};

[[nodiscard]] std::unique_ptr<StreamEncoder> make_encoder(std::string_view model,
                                                          std::string_view request);

}  // namespace edgee::anthropic

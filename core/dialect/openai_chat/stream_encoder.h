// Writes stream events as the chunks of a Chat answer. For one answer and one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/dialect/openai_chat/agent_tools.h"

namespace edgee::openai_chat {

// The id of an answer whose provider gave none: the same whenever the same request is asked about.
[[nodiscard]] std::string answer_id(std::string_view upstream_id, const Request& request);
// An id of a call that every vendor takes back. `seed` is for a call that has none.
[[nodiscard]] std::string call_id(std::string_view upstream_id, std::string_view seed);
// The text in {"input":"..."}; what is something else stays as it is.
[[nodiscard]] std::string freeform_input(std::string_view json);

class Encoder final : public StreamEncoder {
 public:
  // The request must outlive this.
  explicit Encoder(const Request& request) : request_(request), tools_(request.raw) {}
  void encode(const StreamEvent& event, std::string& out) override;
  void resume(const Transcript& shown) override;

 private:
  struct Call {
    int block = 0;
    bool freeform = false;
    bool any_input = false;
    std::string held;  // input of a freeform tool, which is read when it is whole
  };

  void start_message(const MessageStart& start, std::string& out);
  void name_message(std::string_view id, std::string_view model);
  void start_block(const BlockStart& start, std::string& out);
  void start_call(const BlockStart& start, std::string& out);
  void add_text(std::string_view text, std::string& out);
  void add_thinking(std::string_view text, std::string& out);
  void add_input(const ToolDelta& delta, std::string& out);
  void sign_call(const Signature& signature, std::string& out);
  void end_block(int index, std::string& out);
  void write_reason(const Stop& stop, std::string& out);
  void end_message(std::string& out);
  void write(std::string_view delta, std::string& out) const;
  void write_call(const Call& call, std::string_view rest, std::string& out) const;
  [[nodiscard]] Call* find_call(int block);
  [[nodiscard]] bool wants_usage() const;

  const Request& request_;
  AgentTools tools_;
  std::string head_;  // of every chunk, as far as all are the same
  std::string id_;
  std::vector<Call> calls_;  // in their order, which is how Chat numbers them
  TokenUsage usage_;
  bool said_text_ = false;  // in this message: what follows in another block is another paragraph
  bool said_thinking_ = false;
  bool new_text_ = false;  // a block has begun that has not said anything
  bool new_thinking_ = false;
  bool started_ = false;
  bool reason_out_ = false;
  bool over_ = false;
};

[[nodiscard]] std::unique_ptr<StreamEncoder> make_encoder(const Request& request);

}  // namespace edgee::openai_chat

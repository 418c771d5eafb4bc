// Writes stream events in the grammar of the Responses API. For one answer and one thread.
//
// Codex keeps an item once its output_item.done is out, and SDKs take the final response from
// response.completed: both are always whole. A tool call's JSON input goes out as it comes; what
// is no JSON in the agent's dialect (freeform text) goes out when it is whole.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/dialect/dialect.h"
#include "core/dialect/openai_responses/event_writer.h"
#include "core/dialect/openai_responses/item_list.h"
#include "core/dialect/openai_responses/response_writer.h"

namespace edgee::openai_responses {

class Encoder final : public StreamEncoder {
 public:
  // The request outlives the encoder.
  explicit Encoder(const Request& request) : request_(request), items_(request.raw) {}
  void encode(const StreamEvent& event, std::string& out) override;
  void resume(const Transcript& shown) override;

  // The response object as it is now.
  [[nodiscard]] std::string response() const { return write_response(state_, items_.all()); }

 private:
  void start_message(const MessageStart& start, std::string& out);
  void start_block(const BlockStart& start, std::string& out);
  void add(int index, BlockKind kind, std::string_view words, std::string& out);
  void end_block(int index, std::string& out);
  void end_message(std::string& out);
  void fail(const Fault& fault, std::string& out);

  void take_id(std::string_view upstream);
  void write_state(std::string_view type, std::string& out);

  const Request& request_;
  ItemList items_;
  ResponseState state_;
  EventWriter events_;
  bool started_ = false;
  bool over_ = false;
  bool idle_ = false;  // resumed, and nothing has come since
};

[[nodiscard]] std::unique_ptr<StreamEncoder> make_encoder(const Request& request);

}  // namespace edgee::openai_responses

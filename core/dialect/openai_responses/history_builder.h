// Puts the items of a Responses input into turns: neighbours of one side are one message, and every
// tool call has its result before the next thing is said, as other dialects demand. For one
// request.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/model/conversation.h"

namespace edgee::openai_responses {

class HistoryBuilder {
 public:
  void add_assistant(Part part);
  void add_user(std::vector<Part> parts);
  // Before anything else was said: the conversation's own instructions.
  void add_instruction(std::string text);
  void add_result(ToolResultPart result);

  // What is left open is closed. The builder is empty then.
  void finish(Conversation& conversation);

 private:
  [[nodiscard]] Message& turn(Role role);
  void close_round();
  void flush_instructions();

  std::vector<std::string> system_;
  std::vector<Message> messages_;
  std::vector<std::string> open_calls_;  // without a result yet
  std::vector<std::string> later_;       // instructions that wait for the results
  bool answering_ = false;               // a result of this round has come
};

}  // namespace edgee::openai_responses

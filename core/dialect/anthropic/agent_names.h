// The way back from a Conversation's names of tools to those of the agent's request: Anthropic
// allows twice the length. For one answer and one thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace edgee::anthropic {

class AgentNames {
 public:
  // The request's text must outlive this. It is scanned when first asked for, as most answers call
  // no tool.
  explicit AgentNames(std::string_view request) : request_(request) {}

  // A name that stands for no other is itself.
  [[nodiscard]] std::string own(std::string_view plain);

 private:
  void scan();

  std::string_view request_;
  std::vector<std::pair<std::string, std::string>> changed_;  // plain, own
  bool scanned_ = false;
};

}  // namespace edgee::anthropic

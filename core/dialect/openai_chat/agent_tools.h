// The tools of an agent's request by the names that a Conversation has for them. For one answer and
// one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace edgee::openai_chat {

struct AgentTool {
  std::string name;       // as the agent knows it
  bool freeform = false;  // its input is plain text
};

// Scanned when first asked for, as most answers call none.
class AgentTools {
 public:
  // The request's text must outlive this.
  explicit AgentTools(std::string_view request) : request_(request) {}

  // A name that is not in the request is the agent's own all the same.
  [[nodiscard]] AgentTool find(std::string_view plain);

 private:
  struct Special {
    std::string plain;
    AgentTool tool;
  };
  void scan();

  std::string_view request_;
  std::vector<Special> special_;  // whose name changed, or that are freeform
  bool scanned_ = false;
};

}  // namespace edgee::openai_chat

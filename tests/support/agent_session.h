// An agent of any dialect over a session: how it asks, and what it sends back of what it kept. It
// runs each tool with the result "done". One thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "tests/support/answer_model.h"

namespace edgee::model {

// Where its requests go, with the query.
[[nodiscard]] std::string model_path(DialectId agent);

class AgentSession {
 public:
  explicit AgentSession(DialectId dialect);

  [[nodiscard]] DialectId dialect() const { return dialect_; }
  [[nodiscard]] std::string request() const;
  // The answer, which may be several messages. True: tools ran, so that there is more to ask.
  bool take(const std::vector<std::vector<Item>>& messages);

  // All text so far, without anything in between.
  [[nodiscard]] const std::string& said() const { return said_; }
  // All tools that ran.
  [[nodiscard]] const std::vector<Item>& runs() const { return runs_; }

 private:
  void add_message(const std::vector<Item>& items);
  void add_results(const std::vector<Item>& calls);

  DialectId dialect_;
  OrderedJson turns_ = OrderedJson::array();  // messages, input or contents
  std::string said_;
  std::vector<Item> runs_;
};

// What the session lacks, has twice or has besides what was meant; "" = nothing.
[[nodiscard]] std::vector<std::string> judge_session(const Script& script,
                                                     const AgentSession& session);

}  // namespace edgee::model

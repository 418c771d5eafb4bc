// Many upstream streams become the one answer that the agent gets. What it has been given so far,
// and what that means for whoever goes on, is kept here. One request, one thread.
//
// An answer of the agent's own dialect passes as the bytes it came in, frame by frame; another
// dialect's is written anew, and so is one that goes on in a message that has begun.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/failover/continuation.h"
#include "core/proxy/answer_stream.h"
#include "core/proxy/block_gate.h"
#include "core/proxy/passing.h"
#include "core/proxy/resumed_answer.h"

namespace edgee {

class Splice {
 public:
  // `dialect` is the agent's, and `request` what it asked; references outlive the object.
  Splice(const Dialect& dialect, const Request& request, SeamStrategy strategy);

  // Answers that are written anew are said to be this model's from here on.
  void name_model(const std::string& model);
  // The next attempt's answer begins, in the words of `wire`.
  void begin(const Dialect& wire, const QualityRules& rules = {});
  // What the agent gets now; valid until the next call, or as long as `bytes`.
  std::string_view feed(std::string_view bytes);
  std::string_view end();
  // The attempt is over without a proper ending: what waited is forgotten.
  void break_off();

  // The answer that began last, as far as it was read. Only after begin().
  [[nodiscard]] const AnswerStream& answer() const { return *answer_; }
  // It has been let through: the agent has, or will have, what feed() gave.
  [[nodiscard]] bool is_open() const { return open_; }
  // It ended as it should, and nothing in it was held against it.
  [[nodiscard]] bool finished() const { return answer_->finished() && !gate_.failure(); }
  [[nodiscard]] const std::optional<FailureFacts>& failure() const { return gate_.failure(); }

  // How the next attempt takes over from what was shown.
  [[nodiscard]] Seam seam() const { return plan_seam(gate_.shown(), strategy_); }
  // The proper end of what was shown, when nobody may go on (SeamKind::finish).
  [[nodiscard]] std::string ending() const;
  // A message that has begun, for an agent that would lose patience. Its place is the real one's.
  [[nodiscard]] std::string early_head();
  // An event that says nothing and counts as progress for the agent; "" when none fits.
  [[nodiscard]] std::string idle_event() const;
  // The error event with which the answer ended by its own word, for the agent; "" = none.
  [[nodiscard]] const std::string& fault_event() const { return fault_event_; }

 private:
  void pass(std::string_view raw);
  void write(const StreamEvent& event);
  void write_anew(const Seam& seam);
  void keep_fault(std::string_view raw);
  void rename(MessageStart& start) const;
  [[nodiscard]] bool is_answer() const;
  [[nodiscard]] const Request& request() const { return named_ ? *named_ : request_; }
  std::string_view open_up();

  const Dialect& dialect_;
  const Request& request_;
  std::optional<Request> named_;  // the same with another model's name
  SeamStrategy strategy_;
  BlockGate gate_;
  std::optional<AnswerStream> answer_;
  std::unique_ptr<StreamEncoder> encoder_;  // nullptr: frames pass as they came
  std::optional<ResumedAnswer> resumed_;
  std::vector<StreamEvent> early_;  // what came before the first content, where it may be needed
  bool running_ = false;
  bool must_add_ = false;  // the answer goes on inside a sentence
  bool open_ = false;
  bool new_content_ = false;
  Passing passing_;
  std::string held_;  // until the answer is known to be one
  std::string scratch_;
  std::vector<StreamEvent> mapped_;
  std::string out_;
  std::string fault_event_;
  std::int64_t shown_output_ = 0;  // tokens of attempts whose words the agent keeps
};

}  // namespace edgee

// The parts of Gemini's contents as those of a Conversation, one content after the other: calls
// without an id get one here, and results find their calls. For one request and one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_doc.h"
#include "core/dialect/gemini/names.h"
#include "core/model/conversation.h"

namespace edgee::gemini {

class History {
 public:
  // Both must outlive this.
  History(const JsonDoc& doc, const ToolNames& names) : doc_(doc), names_(names) {}

  // The next content, in order.
  [[nodiscard]] Message read(const JsonSpan& content);

 private:
  struct OpenCall {
    std::string id;
    std::string name;
    bool answered = false;
  };

  void read_part(const JsonSpan& part, std::vector<Part>& into);
  [[nodiscard]] Part read_call(const JsonSpan& call, std::string signature);
  [[nodiscard]] Part read_result(const JsonSpan& result);
  [[nodiscard]] std::string call_of(const std::string& id, const std::string& name);

  const JsonDoc& doc_;
  const ToolNames& names_;
  std::vector<OpenCall> open_;  // of the model's last step
  std::size_t calls_ = 0;       // so far; an id invented from it is the same in the next request
  bool in_step_ = false;
};

}  // namespace edgee::gemini

#include "tests/support/gemini_judge.h"

#include <set>

#include "core/base/json.h"
#include "tests/support/judge_frames.h"

namespace edgee::judge {
namespace {

class GeminiJudge {
 public:
  std::string take(std::string_view data);
  [[nodiscard]] std::string end() const { return stopped_ ? "" : "no finishReason"; }

 private:
  std::string take_part(const Json& part);

  std::string id_;
  std::set<std::string> calls_;
  bool stopped_ = false;
};

std::string GeminiJudge::take(std::string_view data) {
  const auto response = parse_json(data);
  if (!response || !response->is_object()) return "no JSON";
  if (response->contains("error")) return "an error";
  if (stopped_) return "a response behind the finishReason";
  // What only keeps the connection alive has none.
  const std::string id = string_member(*response, "responseId");
  if (!id.empty() && !id_.empty() && id != id_) return "another responseId";
  if (!id.empty()) id_ = id;
  const Json& candidates = member(*response, "candidates");
  if (!candidates.is_array() || candidates.size() != 1) return "not one candidate";
  const Json& content = member(candidates[0], "content");
  if (string_member(content, "role") != "model") return "a content that is not the model's";
  const Json& parts = member(content, "parts");
  if (!parts.is_array() || parts.empty()) return "no parts";
  for (const Json& part : parts) {
    if (std::string fault = take_part(part); !fault.empty()) return fault;
  }
  stopped_ = member(candidates[0], "finishReason").is_string();
  if (!stopped_) return {};
  return int_member(member(*response, "usageMetadata"), "totalTokenCount") ? "" : "no usage";
}

std::string GeminiJudge::take_part(const Json& part) {
  const Json& call = member(part, "functionCall");
  if (!call.is_object()) return member(part, "text").is_string() ? "" : "a part of no kind";
  if (string_member(call, "name").empty()) return "a call without a name";
  if (!member(call, "args").is_object()) return "a call without args";
  const std::string id = string_member(call, "id");
  return id.empty() || calls_.insert(id).second ? "" : "a call twice";
}

}  // namespace

std::string gemini_fault(std::string_view bytes) {
  GeminiJudge judge;
  for (const std::string& data : data_of_frames(bytes)) {
    const std::string fault = judge.take(data);
    if (!fault.empty()) return fault + " at " + data;
  }
  return judge.end();
}

}  // namespace edgee::judge

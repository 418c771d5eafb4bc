#include "core/dialect/openai_responses/response_writer.h"

#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/words.h"

namespace edgee::openai_responses {
namespace {

std::string write_output(std::span<const Item> items) {
  std::string output = "[";
  for (const Item& item : items) {
    std::string whole = item.done ? item.passed : std::string();
    if (item.done && whole.empty()) whole = whole_item(item);
    if (whole.empty()) continue;  // of a hosted item that was written anew, the words are not kept
    put_comma(output);
    output += whole;
  }
  return output + "]";
}

std::string write_details(const ResponseState& state) {
  const std::string reason = state.status == "incomplete" ? incomplete_reason(state.stop) : "";
  return reason.empty() ? "null" : R"({"reason":")" + reason + R"("})";
}

}  // namespace

std::string write_response(const ResponseState& state, std::span<const Item> items) {
  const bool running = state.status == "in_progress";
  std::string out = "{";
  put_text(out, "id", state.id);
  put_text(out, "object", "response");
  put_raw(out, "created_at", "0");
  put_text(out, "status", state.status);
  put_raw(out, "error", state.error);
  put_raw(out, "incomplete_details", write_details(state));
  put_text(out, "model", state.model);
  put_raw(out, "output", write_output(items));
  put_raw(out, "parallel_tool_calls", "true");
  put_text(out, "tool_choice", "auto");
  put_raw(out, "tools", "[]");
  put_raw(out, "metadata", "{}");
  put_raw(out, "usage", running ? "null" : write_usage(state.usage));
  return out + "}";
}

}  // namespace edgee::openai_responses

#include "core/dialect/openai_responses/item_writer.h"

#include "core/base/json.h"
#include "core/dialect/openai_responses/input_encode.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

// A call's input as its kind of item holds it; what is no JSON object cannot stand where one must.
std::string payload(const Item& item, bool whole) {
  const CallKind kind = item.call_kind();
  if (kind == CallKind::custom) return json_string(whole ? freeform_text(item.words) : "");
  const std::string words = whole && item.words.empty() ? "{}" : item.words;
  if (kind == CallKind::function) return json_string(whole ? words : "");
  const auto parsed = whole ? parse_json(words) : std::nullopt;
  return parsed && parsed->is_object() ? in_one_line(words) : "{}";
}

std::string write_call(const Item& item, bool whole) {
  const CallForm& form = form_of(item.call_kind());
  std::string out = "{";
  put_text(out, "id", item.id);
  put_text(out, "type", form.call_type);
  put_text(out, "status", whole ? "completed" : "in_progress");
  put_text(out, "call_id", item.call_id);
  if (form.kind == CallKind::tool_search) put_text(out, "execution", "client");
  if (form.name.empty()) {
    put_text(out, "name", item.agent_name());
    if (item.tool != nullptr && !item.tool->space.empty()) {
      put_text(out, "namespace", item.tool->space);
    }
  }
  put_raw(out, form.payload, payload(item, whole));
  return out + "}";
}

std::string write_message(const Item& item, bool whole) {
  std::string out = "{";
  put_text(out, "id", item.id);
  put_text(out, "type", "message");
  put_text(out, "status", whole ? "completed" : "in_progress");
  put_raw(out, "content", whole ? "[" + text_part(item.words) + "]" : "[]");
  put_text(out, "role", "assistant");
  return out + "}";
}

std::string write_reasoning(const Item& item, bool whole) {
  std::string out = "{";
  put_text(out, "id", item.id);
  put_text(out, "type", "reasoning");
  const bool words = whole && !item.words.empty();
  put_raw(out, "summary", words ? "[" + summary_part(item.words) + "]" : "[]");
  return out + "}";
}

std::string write(const Item& item, bool whole) {
  switch (item.kind) {
    case BlockKind::text:
      return write_message(item, whole);
    case BlockKind::thinking:
      return write_reasoning(item, whole);
    case BlockKind::tool_call:
      return write_call(item, whole);
    case BlockKind::redacted_thinking:
    case BlockKind::other:
      return item.raw;
  }
  return item.raw;
}

}  // namespace

std::string begun_item(const Item& item) {
  return write(item, false);
}

std::string whole_item(const Item& item) {
  return write(item, true);
}

std::string_view id_prefix(const Item& item) {
  if (item.kind == BlockKind::text) return "msg_";
  if (item.kind == BlockKind::thinking) return "rs_";
  return form_of(item.call_kind()).id_prefix;
}

std::string text_part(std::string_view text) {
  return R"({"type":"output_text","annotations":[],"logprobs":[],"text":)" + json_string(text) +
         "}";
}

std::string summary_part(std::string_view text) {
  return R"({"type":"summary_text","text":)" + json_string(text) + "}";
}

}  // namespace edgee::openai_responses

// Messages: roles, fields, ids and reasoning as the target takes them.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/json.h"
#include "core/dialect/openai_chat/content_decode.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/request_fields.h"
#include "core/dialect/openai_chat/splice_parts.h"
#include "core/dialect/openai_chat/tool_ids.h"

namespace edgee::openai_chat {
namespace {

constexpr std::string_view kAfterTool = R"({"role":"assistant","content":"I have the results."},)";

bool is_instruction(std::string_view role) {
  return role == "system" || role == "developer";
}

class Messages {
 public:
  explicit Messages(Splice& splice) : splice_(splice), doc_(splice.doc) {
    const std::string& first = splice.quirks().first_call_json;
    if (Json::accept("{" + first + "}")) first_call_ = first;
  }

  [[nodiscard]] Result<void> take(const JsonSpan& message);

 private:
  [[nodiscard]] std::string role_for_target(const JsonSpan& message, const std::string& role);
  void wrap_instruction(const JsonSpan& message);
  void clean_fields(const JsonSpan& message);
  [[nodiscard]] bool say_refusal(const JsonSpan& message, const std::optional<JsonSpan>& content);
  void echo_reasoning(const JsonSpan& message);
  void map_id(const JsonSpan& holder, std::string_view key);
  [[nodiscard]] Result<void> take_calls(const JsonSpan& calls);
  [[nodiscard]] Result<void> take_content(const JsonSpan& content);
  [[nodiscard]] Result<void> take_part(const JsonSpan& part);

  Splice& splice_;
  const JsonDoc& doc_;
  std::string first_call_;  // members for the first call of a turn
  std::string last_role_;   // as the target reads it
  bool talking_ = false;    // instructions from here on stand inside the conversation
};

Result<void> Messages::take(const JsonSpan& message) {
  const std::string role = text_at(doc_, message, "role");
  const std::string_view legacy = doc_.value(message, "function_call");
  if (role == "function" || !(legacy.empty() || legacy == "null")) {
    return fail("the older function calling is not translated");
  }
  const std::string own = role_for_target(message, role);
  const bool needs_word = splice_.quirks().assistant_after_tool && last_role_ == "tool";
  if (needs_word && own == "user") splice_.edits.insert(message.begin, std::string(kAfterTool));
  last_role_ = own;
  clean_fields(message);
  map_id(message, "tool_call_id");
  if (const auto calls = doc_.child(message, "tool_calls")) {
    if (auto taken = take_calls(*calls); !taken) return taken;
    if (role == "assistant") echo_reasoning(message);
  }
  const auto content = doc_.child(message, "content");
  if (say_refusal(message, content)) return {};
  if (!content || (own == "user" && is_instruction(role))) return {};
  return take_content(*content);
}

std::string Messages::role_for_target(const JsonSpan& message, const std::string& role) {
  talking_ = talking_ || !is_instruction(role);
  if (!is_instruction(role)) return role;
  const std::string& late = splice_.quirks().late_system_role;
  std::string own = late == "developer" ? role : "system";
  if (talking_) own = late.empty() ? "user" : late;
  if (own == "user") wrap_instruction(message);
  const auto said = doc_.child(message, "role");
  if (said && own != role) splice_.edits.replace(said->begin, said->end, quote_json(own));
  return own;
}

void Messages::wrap_instruction(const JsonSpan& message) {
  const auto content = doc_.child(message, "content");
  const Result<std::vector<Part>> parts =
      content ? decode_content(doc_, *content) : std::vector<Part>();
  if (!content || !parts) return;
  std::string text = "<system>";
  for (const Part& part : *parts) {
    if (const auto* plain = std::get_if<TextPart>(&part)) text += "\n" + plain->text;
  }
  splice_.edits.replace(content->begin, content->end, quote_json(text + "\n</system>"));
}

void Messages::clean_fields(const JsonSpan& message) {
  const bool echoes = splice_.quirks().echo_reasoning;
  keep_members(splice_, doc_.children(message), [echoes](std::string_view key) {
    return is_common_message_field(key) && (echoes || key != "reasoning_content");
  });
}

// Few servers know the field of a refusal, and none takes an answer that says nothing.
bool Messages::say_refusal(const JsonSpan& message, const std::optional<JsonSpan>& content) {
  const std::string words = text_at(doc_, message, "refusal");
  const std::string_view said = content ? content->in(doc_.text()) : "null";
  const bool silent = said == "null" || said == "\"\"" || said == "[]";
  if (words.empty() || !silent) return false;
  if (content) {
    splice_.edits.replace(content->begin, content->end, quote_json(words));
  } else {
    splice_.edits.insert(message.begin + 1, R"("content":)" + quote_json(words) + ",");
  }
  return true;
}

// On turns that called tools some servers insist on it.
void Messages::echo_reasoning(const JsonSpan& message) {
  if (!splice_.quirks().echo_reasoning) return;
  const auto said = doc_.child(message, "reasoning_content");
  if (said && said->in(doc_.text()).size() > 2 && said->in(doc_.text()).starts_with('"')) return;
  std::string text = decode_reasoning(doc_, message);
  if (text.empty()) text = splice_.quirks().reasoning_placeholder;
  if (text.empty()) return;
  if (said) {
    splice_.edits.replace(said->begin, said->end, quote_json(text));
  } else {
    splice_.edits.insert(message.begin + 1, R"("reasoning_content":)" + quote_json(text) + ",");
  }
}

void Messages::map_id(const JsonSpan& holder, std::string_view key) {
  const auto id = doc_.child(holder, key);
  if (!id) return;
  const std::string agents = json_text(id->in(doc_.text()));
  const std::string own = upstream_tool_id(agents, splice_.quirks());
  if (own != agents) splice_.edits.replace(id->begin, id->end, quote_json(own));
}

Result<void> Messages::take_calls(const JsonSpan& calls) {
  const bool signs = !json_at("{" + first_call_ + "}", "extra_content").empty();
  bool is_first = true;
  for (const JsonSpan& call : doc_.children(calls)) {
    if (doc_.value(call, "type") == "\"custom\"") return fail("takes no custom tools");
    keep_members(splice_, doc_.children(call), [signs](std::string_view key) {
      return is_common_call_field(key) && (signs || key != "extra_content");
    });
    map_id(call, "id");
    const bool bare = doc_.value(call, "extra_content").empty();
    const bool lacks_it = std::exchange(is_first, false) && bare && !first_call_.empty();
    if (lacks_it) splice_.edits.insert(call.begin + 1, first_call_ + ",");
  }
  return {};
}

Result<void> Messages::take_content(const JsonSpan& content) {
  const std::vector<JsonSpan> parts = doc_.children(content);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (doc_.value(parts[i], "type") == "\"thinking\"") {
      doomed.push_back(i);
    } else if (auto taken = take_part(parts[i]); !taken) {
      return taken;
    }
  }
  if (!doomed.empty() && doomed.size() == parts.size()) {
    splice_.edits.replace(content.begin, content.end, "\"\"");
  } else {
    splice_.edits.remove_members(parts, doomed);
  }
  return {};
}

Result<void> Messages::take_part(const JsonSpan& part) {
  if (!part.in(doc_.text()).starts_with('{')) return {};
  const std::string type = text_at(doc_, part, "type");
  const bool images = splice_.quirks().images && splice_.target.info.images;
  if (type == "image_url" && !images) return fail("takes no images");
  if (type == "file" && !splice_.quirks().files) return fail("takes no documents");
  constexpr std::array<std::string_view, 4> kKnown = {"text", "refusal", "image_url", "file"};
  if (std::find(kKnown.begin(), kKnown.end(), type) == kKnown.end()) {
    return fail("takes no parts of the type '" + type + "'");
  }
  keep_members(splice_, doc_.children(part),
               [&type](std::string_view key) { return key == "type" || key == type; });
  return {};
}

// Behind the words of a system message, or before all others.
void say_first(Splice& splice, const JsonSpan& list, const std::vector<JsonSpan>& messages,
               const std::string& words) {
  if (!messages.empty() && is_instruction(text_at(splice.doc, messages.front(), "role"))) {
    const auto content = splice.doc.child(messages.front(), "content");
    const std::string more = quote_json("\n\n" + words);
    if (content && content->in(splice.doc.text()).starts_with('"')) {
      return splice.edits.insert(content->end - 1, more.substr(1, more.size() - 2));
    }
  }
  splice.edits.insert(list.begin + 1, R"({"role":"system","content":)" + quote_json(words) +
                                          (messages.empty() ? "}" : "},"));
}

}  // namespace

Result<void> splice_messages(Splice& splice, const std::string& words) {
  const JsonSpan* list = splice.find("messages");
  if (list == nullptr) return {};
  const std::vector<JsonSpan> messages = splice.doc.children(*list);
  Messages edited(splice);
  for (const JsonSpan& message : messages) {
    if (auto taken = edited.take(message); !taken) return taken;
  }
  if (!words.empty()) say_first(splice, *list, messages, words);
  return {};
}

}  // namespace edgee::openai_chat

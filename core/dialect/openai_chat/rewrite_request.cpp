#include "core/dialect/openai_chat/rewrite_request.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_quote.h"
#include "core/base/text.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/tool_ids.h"

namespace edgee::openai_chat {
namespace {

std::string turn(std::string_view role, std::string_view text) {
  return R"(,{"role":")" + std::string(role) + R"(","content":)" + quote_json(text) + "}";
}

bool is_thinking(std::string_view key) {
  constexpr std::array<std::string_view, 3> kKeys = {"reasoning_content", "reasoning",
                                                     "reasoning_details"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

bool says_nothing(std::string_view value) {
  return value.empty() || value == "null" || value == "\"\"" || value == "[]";
}

std::vector<JsonSpan> messages_of(const JsonDoc& request) {
  const auto list = request.child(request.root(), "messages");
  return list ? request.children(*list) : std::vector<JsonSpan>();
}

void shorten(const JsonDoc& doc, const JsonSpan& holder, std::string_view key, Edits& edits) {
  const auto id = doc.child(holder, key);
  if (!id) return;
  const std::string text = json_text(id->in(doc.text()));
  if (text.size() <= kLongestToolId) return;
  edits.replace(id->begin, id->end, quote_json(invented_tool_id(text)));
}

}  // namespace

std::optional<std::string> resume_request(const JsonDoc& request,
                                          std::span<const std::string> texts, bool prefill,
                                          std::string_view instruction) {
  const auto messages = request.child(request.root(), "messages");
  if (!messages || texts.empty() || request.children(*messages).empty()) return std::nullopt;
  std::string added = turn("assistant", join(texts, "\n\n"));
  if (!prefill) added += turn("user", instruction);
  Edits edits;
  edits.insert(messages->end - 1, std::move(added));
  return edits.apply(request.text());
}

std::optional<std::string> remove_thinking(const JsonDoc& request) {
  const std::vector<JsonSpan> messages = messages_of(request);
  Edits edits;
  std::vector<std::size_t> emptied;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (request.value(messages[i], "role") != "\"assistant\"") continue;
    const std::vector<JsonSpan> fields = request.children(messages[i]);
    std::vector<std::size_t> thinking;
    for (std::size_t k = 0; k < fields.size(); ++k) {
      if (is_thinking(fields[k].key)) thinking.push_back(k);
    }
    const bool nothing_else = says_nothing(request.value(messages[i], "content")) &&
                              says_nothing(request.value(messages[i], "tool_calls"));
    if (!thinking.empty() && nothing_else) {
      emptied.push_back(i);
    } else {
      edits.remove_members(fields, thinking);
    }
  }
  edits.remove_members(messages, emptied);
  if (edits.empty()) return std::nullopt;
  return edits.apply(request.text());
}

std::optional<std::string> strip_foreign(std::string_view raw) {
  const JsonDoc doc = walk_request(raw);
  Edits edits;
  for (const JsonSpan& message : messages_of(doc)) {
    shorten(doc, message, "tool_call_id", edits);
    const auto calls = doc.child(message, "tool_calls");
    if (!calls) continue;
    for (const JsonSpan& call : doc.children(*calls))
      shorten(doc, call, "id", edits);
  }
  if (edits.empty()) return std::nullopt;
  return edits.apply(raw);
}

}  // namespace edgee::openai_chat

// Top-level fields: what the target does not know or must not see goes, limits hold.
#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.h"
#include "core/dialect/openai_responses/effort.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/splice.h"

namespace edgee::openai_responses {
namespace {

using Allowed = bool (*)(const EncodeTarget&);

bool always(const EncodeTarget&) {
  return true;
}
bool openai(const EncodeTarget& target) {
  return target.provider.responses.openai_models;
}
bool sampling(const EncodeTarget& target) {
  return target.provider.responses.temperature && target.info.sampling;
}
bool thinking(const EncodeTarget& target) {
  return target.info.effort || target.info.reasoning;
}

// The fields that may pass, and where. All others stay here: ids of the account before
// (prompt_cache_key, safety_identifier, user, metadata, client_metadata, service_tier), and what
// nobody has heard of.
struct FieldRow {
  std::string_view key;
  Allowed allowed = always;
};
constexpr std::array kFields = std::to_array<FieldRow>({
    {"model", always},
    {"input", always},
    {"instructions", always},
    {"tools", always},
    {"tool_choice", always},
    {"stream", always},
    {"parallel_tool_calls",
     [](const EncodeTarget& t) { return t.provider.responses.parallel_tool_calls; }},
    {"max_output_tokens",
     [](const EncodeTarget& t) { return t.provider.responses.max_output_tokens; }},
    {"temperature", sampling},
    {"top_p", sampling},
    {"store", [](const EncodeTarget& t) { return t.provider.responses.store; }},
    {"text", [](const EncodeTarget& t) { return t.provider.responses.json_schema; }},
    {"reasoning", thinking},
    {"include", [](const EncodeTarget& t) { return t.provider.responses.encrypted_reasoning; }},
    {"prompt_cache_key",
     [](const EncodeTarget& t) {
       return t.provider.responses.prompt_cache_key && !t.session.empty();
     }},
    {"truncation", openai},
    {"stream_options", openai},
    {"context_management", openai},
    {"max_tool_calls", openai},
    {"top_logprobs", openai},
});

bool may_pass(std::string_view key, const EncodeTarget& target) {
  const auto* row = std::find_if(kFields.begin(), kFields.end(),
                                 [key](const FieldRow& known) { return known.key == key; });
  return row != kFields.end() && row->allowed(target);
}

void splice_reasoning(Splice& splice) {
  const JsonSpan* reasoning = find_member(splice.members, "reasoning");
  if (reasoning == nullptr || !thinking(splice.target)) return;
  const std::vector<JsonSpan> members = splice.doc.children(*reasoning);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view value = members[i].in(splice.doc.text());
    if (members[i].key == "effort") {
      const std::string asked = json_text(value);
      const std::string word = effort_for(asked == "ultra" ? "max" : asked, splice.target);
      if (word != asked && !word.empty()) {
        splice.edits.replace(members[i].begin, members[i].end, json_string(word));
      }
    } else if (members[i].key == "summary") {
      if (!splice.quirks().reasoning_summary) doomed.push_back(i);
    } else if (!splice.quirks().openai_models) {
      doomed.push_back(i);
    }
  }
  splice.edits.remove_members(members, doomed);
}

}  // namespace

Result<void> splice_fields(Splice& splice) {
  const EncodeTarget& target = splice.target;
  for (const std::string_view key : {"previous_response_id", "conversation", "prompt"}) {
    const std::string_view value = splice.value(key);
    if (value.empty() || value == "null") continue;
    return fail(std::string(key) + ": it names what only its own provider keeps");
  }
  if (splice.value("background") == "true") return fail("background: only its provider keeps it");
  for (const JsonSpan& member : splice.members) {
    if (!may_pass(member.key, target)) splice.drop(member.key);
  }
  if (json_text(splice.value("model")) != target.model) {
    splice.replace("model", json_string(target.model));
  }
  if (splice.value("store") == "true") splice.replace("store", "false");
  if (splice.quirks().encrypted_reasoning && splice.value("include").starts_with('[')) {
    const bool wanted =
        splice.value("include").find("reasoning.encrypted_content") != std::string_view::npos;
    splice.replace("include", wanted ? R"(["reasoning.encrypted_content"])" : "[]");
  }
  if (may_pass("prompt_cache_key", target)) {
    splice.replace("prompt_cache_key", json_string(target.session.substr(0, 64)));
  }
  const std::int64_t asked = parse_number(splice.value("max_output_tokens"));
  const std::int64_t most = target.info.max_output;
  if (most > 0 && asked > most) splice.replace("max_output_tokens", std::to_string(most));
  splice_reasoning(splice);
  return {};
}

}  // namespace edgee::openai_responses

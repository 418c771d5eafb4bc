// Top-level fields without a part of their own: what the target does not know goes, limits hold.
#include <algorithm>

#include "core/base/text.h"
#include "core/dialect/anthropic/splice_parts.h"

namespace edgee::anthropic {
namespace {

constexpr std::int64_t kSmallestAnswer = 4096;

void cap_max_tokens(Splice& splice, std::int64_t input) {
  const Capabilities& able = splice.able;
  const std::int64_t asked = parse_number(splice.value("max_tokens"));
  if (asked <= 0) return;
  std::int64_t cap = able.max_output > 0 ? std::min(asked, able.max_output) : asked;
  // Claude's servers stop at the window by themselves; others refuse what might not fit.
  if (!able.claude && able.window > 0) {
    const std::int64_t room = able.window - input - input / 8;
    cap = std::min(cap, std::max(room, kSmallestAnswer));
  }
  splice.max_tokens = cap;
  if (cap < asked) splice.replace("max_tokens", std::to_string(cap));
}

void splice_output_config(Splice& splice) {
  const JsonSpan* config = splice.find("output_config");
  if (config == nullptr || !config->in(splice.raw).starts_with('{')) return;
  const std::vector<JsonSpan> members = splice.doc.children(*config);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const bool effort = members[i].key == "effort";
    if (effort ? !splice.able.effort : !splice.able.claude) doomed.push_back(i);
  }
  if (doomed.size() == members.size()) {
    splice.drop("output_config");
  } else {
    splice.edits.remove_members(members, doomed);
  }
}

}  // namespace

void splice_fields(Splice& splice, std::int64_t estimated_input_tokens) {
  const Capabilities& able = splice.able;
  for (const JsonSpan& member : splice.members) {
    const bool known = is_common_field(member.key) ||
                       (able.context_management && member.key == "context_management");
    if (!able.claude && !known) splice.drop(member.key);
  }
  if (!able.metadata) splice.drop("metadata");
  if (!able.context_management) splice.drop("context_management");
  if (!able.sampling) {
    for (const std::string_view key : {"temperature", "top_p", "top_k"})
      splice.drop(key);
  } else if (able.claude && !splice.value("temperature").empty()) {
    splice.drop("top_p");  // models that still sample take one of the two
  }
  splice_output_config(splice);
  cap_max_tokens(splice, estimated_input_tokens);
}

}  // namespace edgee::anthropic

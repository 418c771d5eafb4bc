// generationConfig: limits hold, thinking is asked for in the form of the model's generation.
#include <algorithm>
#include <string>

#include "core/base/text.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/schema.h"
#include "core/dialect/gemini/splice_parts.h"
#include "core/dialect/gemini/thinking.h"

namespace edgee::gemini {
namespace {

constexpr std::string_view kThinking = "thinkingConfig";

bool is_sampling(std::string_view key) {
  return key == "temperature" || is_named(key, "topP") || is_named(key, "topK");
}

void cap_output(Splice& splice, const JsonSpan& member) {
  const std::int64_t most = splice.target.info.max_output;
  if (most <= 0 || parse_number(member.in(splice.doc.text())) <= most) return;
  splice.edits.replace(member.begin, member.end, std::to_string(most));
}

// "" = it goes.
std::string new_thinking(Splice& splice, const JsonSpan& member) {
  return write_thinking(read_thinking(member.in(splice.doc.text())), splice.target.info);
}

}  // namespace

void splice_config(Splice& splice) {
  const JsonDoc& doc = splice.doc;
  const EncodeTarget& target = splice.target;
  const auto config = find(doc, doc.root(), "generationConfig");
  if (!config) return;
  const auto goes = [&](const JsonSpan& member) {
    const std::vector<std::string>& dropped = target.provider.gemini.dropped_fields;
    const bool unknown =
        std::any_of(dropped.begin(), dropped.end(),
                    [&member](const std::string& field) { return is_named(member.key, field); });
    if (unknown || (is_sampling(member.key) && !target.info.sampling)) return true;
    return is_named(member.key, kThinking) && !takes_thinking(member.in(doc.text()), target.info) &&
           new_thinking(splice, member).empty();
  };
  drop_members(splice, *config, goes);
  for (const JsonSpan& member : doc.children(*config)) {
    if (goes(member)) continue;
    if (is_named(member.key, "maxOutputTokens")) cap_output(splice, member);
    if (is_named(member.key, kThinking) && !takes_thinking(member.in(doc.text()), target.info)) {
      splice.edits.replace(member.begin, member.end, new_thinking(splice, member));
    }
  }
}

}  // namespace edgee::gemini

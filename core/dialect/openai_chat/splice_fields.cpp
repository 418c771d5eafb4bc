// Top-level fields: what the target does not know goes, limits hold, words are the target's own.
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialect/openai_chat/limits.h"
#include "core/dialect/openai_chat/reasoning.h"
#include "core/dialect/openai_chat/request_fields.h"
#include "core/dialect/openai_chat/splice_parts.h"

namespace edgee::openai_chat {
namespace {

void splice_limit(Splice& splice, std::int64_t input) {
  const bool newer = !splice.value("max_completion_tokens").empty() &&
                     splice.value("max_completion_tokens") != "null";
  const std::string_view said = newer ? "max_completion_tokens" : "max_tokens";
  splice.drop(newer ? "max_tokens" : "max_completion_tokens");
  const long long wanted = parse_number(splice.value(said));
  const std::optional<std::int64_t> limit =
      wanted > 0 ? output_limit(wanted, input, splice.target) : std::nullopt;
  if (!limit) return splice.drop(said);
  const bool plain = splice.quirks().max_tokens_field == MaxTokensField::max_tokens;
  const std::string_view field = plain ? "max_tokens" : "max_completion_tokens";
  if (*limit != wanted) splice.replace(said, std::to_string(*limit));
  if (field != said) splice.rename(said, field);
}

void splice_stream_options(Splice& splice) {
  const std::string_view options = splice.value("stream_options");
  if (options.empty()) return;
  const bool asked = json_at(options, "include_usage") == "true";
  if (!asked || !splice.quirks().stream_options) return splice.drop("stream_options");
  const auto members = scan_json(options);
  if (members && members->size() > 1) splice.replace("stream_options", R"({"include_usage":true})");
}

void splice_effort(Splice& splice) {
  const std::string said = json_text(splice.value("reasoning_effort"));
  const std::string word = effort_word(said, splice.target);
  if (word.empty()) return splice.drop("reasoning_effort");
  if (word != said) splice.replace("reasoning_effort", quote_json(word));
}

}  // namespace

void splice_fields(Splice& splice, std::int64_t estimated_input_tokens) {
  const ChatQuirks& quirks = splice.quirks();
  const EncodeTarget& target = splice.target;
  for (const JsonSpan& member : splice.members) {
    if (!is_common_field(member.key)) splice.drop(member.key);
  }
  if (json_text(splice.value("model")) != target.model) {
    splice.replace("model", quote_json(target.model));
  }
  if (!quirks.temperature || !target.info.sampling) {
    splice.drop("temperature");
    splice.drop("top_p");
  }
  if (!quirks.stop_sequences) splice.drop("stop");
  if (!quirks.prompt_cache_key) {
    splice.drop("prompt_cache_key");
  } else if (splice.find("prompt_cache_key") == nullptr && !target.session.empty()) {
    splice.add("prompt_cache_key", quote_json(target.session));
  }
  splice_limit(splice, estimated_input_tokens);
  splice_stream_options(splice);
  splice_effort(splice);
}

}  // namespace edgee::openai_chat

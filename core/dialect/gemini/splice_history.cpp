// The conversation so far: signatures of others, ids and files that the target cannot know.
#include <string>

#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/signatures.h"
#include "core/dialect/gemini/splice_parts.h"

namespace edgee::gemini {
namespace {

// Files that were uploaded lie under the uploader's account.
bool is_uploaded(std::string_view uri) {
  return uri.find("/files/") != std::string_view::npos &&
         uri.find("generativelanguage.googleapis.com") != std::string_view::npos;
}

void drop_id(Splice& splice, const JsonSpan& part) {
  for (const std::string_view key : {"functionCall", "functionResponse"}) {
    const auto call = find(splice.doc, part, key);
    if (!call) continue;
    drop_members(splice, *call, [](const JsonSpan& member) { return member.key == "id"; });
  }
}

}  // namespace

Result<void> splice_history(Splice& splice) {
  const JsonDoc& doc = splice.doc;
  const EncodeTarget& target = splice.target;
  const GeminiQuirks& quirks = target.provider.gemini;
  for (const JsonSpan& content : list(doc, doc.root(), "contents")) {
    for (const JsonSpan& part : list(doc, content, "parts")) {
      const auto file = find(doc, part, "fileData");
      if (file && is_uploaded(text(doc, *file, "fileUri"))) {
        return fail("cannot see files in the agent's own account");
      }
      if (!quirks.call_ids) drop_id(splice, part);
    }
  }
  const bool signs = quirks.signatures && signs_calls(target.model) &&
                     target.info.gemini_thinking != GeminiThinking::budget;
  replace_signatures(doc, signs ? Keep::stand_ins : Keep::none, splice.edits);
  return {};
}

}  // namespace edgee::gemini

// The story of the splice: foreign thinking first, as a pass of its own; then all other edits in
// one go, or in two where system messages join user turns; then the headers.
#include "core/dialect/splice.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/base/json.h"
#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/anthropic/splice_parts.h"

namespace edgee {
namespace anthropic {

std::string_view Splice::value(std::string_view key) const {
  const JsonSpan* member = find(key);
  return member == nullptr || is_dropped(key) ? std::string_view() : member->in(raw);
}

void Splice::replace(std::string_view key, const std::string& text) {
  for (const JsonSpan& member : members) {
    if (member.key == key) edits.replace(member.begin, member.end, text);
  }
}

void Splice::drop(std::string_view key) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].key == key) doomed.push_back(i);
  }
}

bool Splice::is_dropped(std::string_view key) const {
  return std::any_of(doomed.begin(), doomed.end(),
                     [&](std::size_t index) { return members[index].key == key; });
}

namespace {

Result<std::string> splice_body(const JsonDoc& doc, const Request& request,
                                const EncodeTarget& target, Capabilities able, Edits edits) {
  if (!doc.whole()) return fail("the request is no JSON object");
  if (!doc.complete()) return fail("the request has more values than edgee can look through");
  Splice splice{doc, doc.text(), doc.children(doc.root()), std::move(able), std::move(edits),
                {},  0};
  if (json_text(splice.value("model")) != target.model) {
    splice.replace("model", quote_json(target.model));
  }
  splice_fields(splice, request.facts.estimated_input_tokens);
  splice_system(splice);
  if (auto done = splice_tools(splice); !done) return tl::unexpected(done.error());
  splice_thinking(splice, request.facts.model, target.model);
  splice_history(splice);
  std::sort(splice.doomed.begin(), splice.doomed.end());
  splice.doomed.erase(std::unique(splice.doomed.begin(), splice.doomed.end()), splice.doomed.end());
  splice.edits.remove_members(splice.members, splice.doomed);
  return splice.edits.apply(doc.text());
}

}  // namespace
}  // namespace anthropic

Result<Spliced> splice_for_messages_target(const Request& request, const JsonDoc& body,
                                           const EncodeTarget& target,
                                           const AgentProfile& /*agent*/) {
  const anthropic::Capabilities able = anthropic::capabilities_of(target);
  if (request.facts.has_images && !able.images) {
    return fail(std::string(target.model) + " takes no images");
  }
  std::string own;  // the text, once a pass has changed it
  std::optional<JsonDoc> changed;
  const auto change = [&](std::string text) {
    own = std::move(text);
    changed = anthropic::walk_request(own);
  };
  if (able.claude && request.facts.foreign_history) {
    if (auto stripped = strip_foreign_thinking(request.raw)) change(std::move(*stripped));
  }
  anthropic::SystemMerge merge;
  if (!able.system_messages) merge = anthropic::merge_system_messages(changed ? *changed : body);
  // What Claude's servers check is read from the turns as they will be.
  if (!merge.edits.empty() && (merge.moves_blocks || able.claude)) {
    change(merge.edits.apply(changed ? own : request.raw));
    merge.edits = {};
  }
  auto spliced = anthropic::splice_body(changed ? *changed : body, request, target, able,
                                        std::move(merge.edits));
  if (!spliced) return tl::unexpected(spliced.error());
  HeaderList headers = anthropic::splice_headers(request, able);
  for (const Header& extra : target.provider.extra_headers) {
    set_header(headers, extra.name, extra.value);
  }
  return Spliced{std::move(*spliced), std::move(headers)};
}

}  // namespace edgee

#include "core/dialect/gemini/splice.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/path.h"
#include "core/dialect/gemini/splice_parts.h"
#include "core/dialect/json_headers.h"

namespace edgee::gemini {

void Splice::drop(std::string_view camel) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (is_named(members[i].key, camel)) doomed.push_back(i);
  }
}

namespace {

Result<std::string> splice_body(const JsonDoc& doc, const EncodeTarget& target) {
  if (!doc.whole()) return fail("the request is no JSON object");
  if (!doc.complete()) return fail("the request has more values than edgee can look through");
  if (!text(doc, doc.root(), "cachedContent").empty()) {
    return fail("cannot see what the agent's own account has cached");
  }
  Splice splice{doc, target, {}, doc.children(doc.root()), {}};
  splice.drop("model");  // the path names it
  for (const std::string& field : target.provider.gemini.dropped_fields)
    splice.drop(field);
  if (auto done = splice_tools(splice); !done) return tl::unexpected(done.error());
  if (auto done = splice_history(splice); !done) return tl::unexpected(done.error());
  splice_config(splice);
  std::sort(splice.doomed.begin(), splice.doomed.end());
  splice.doomed.erase(std::unique(splice.doomed.begin(), splice.doomed.end()), splice.doomed.end());
  splice.edits.remove_members(splice.members, splice.doomed);
  return splice.edits.apply(doc.text());
}

}  // namespace

// Of the agent's headers only those about the body: the others tell who it is, or hold its key.
Result<Spliced> splice_request(const Request& request, const JsonDoc& body,
                               const EncodeTarget& target, const AgentProfile& /*agent*/) {
  const bool sees = target.info.images && target.provider.gemini.images;
  if (request.facts.has_images && !sees) {
    return fail(std::string(target.model) + " takes no images");
  }
  Result<std::string> spliced = splice_body(body, target);
  if (!spliced) return tl::unexpected(spliced.error());
  HeaderList headers = json_headers(target, request.facts.stream);
  set_header(headers, "user-agent", "edgee");
  return Spliced{std::move(*spliced), std::move(headers),
                 write_path(target.model, request.facts.stream, asks_sse(request.query))};
}

}  // namespace edgee::gemini

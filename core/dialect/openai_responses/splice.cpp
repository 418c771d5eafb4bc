#include "core/dialect/openai_responses/splice.h"

#include <algorithm>
#include <utility>

#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

// None of the agent's credentials, and nothing that tells who and where the agent is (x-codex-*,
// chatgpt-account-id, session and installation ids).
HeaderList bare_headers(const Request& request, const EncodeTarget& target) {
  HeaderList headers{{"content-type", "application/json"},
                     {"accept", request.facts.stream ? "text/event-stream" : "application/json"},
                     {"user-agent", "edgee"}};  // some front ends refuse clients without one
  for (const Header& extra : target.provider.extra_headers) {
    set_header(headers, extra.name, extra.value);
  }
  return headers;
}

bool holds_files(const JsonDoc& body) {
  bool found = false;
  body.each_member([&found](std::string_view key, std::string_view value) {
    found = found || (key == "type" && value == R"("input_file")");
  });
  return found;
}

}  // namespace

std::string_view Splice::value(std::string_view key) const {
  const JsonSpan* member = find_member(members, key);
  return member == nullptr ? std::string_view() : member->in(doc.text());
}

void Splice::drop(std::string_view key) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].key == key) doomed.push_back(i);
  }
}

void Splice::replace(std::string_view key, std::string text) {
  const JsonSpan* member = find_member(members, key);
  if (member != nullptr) edits.replace(member->begin, member->end, std::move(text));
}

Result<Spliced> splice_request(const Request& request, const JsonDoc& body,
                               const EncodeTarget& target, const AgentProfile& /*agent*/) {
  if (!body.whole()) return fail("the request is no JSON object");
  if (!body.complete()) return fail("the request has more values than edgee can look through");
  if (request.facts.has_images && !(target.provider.responses.images && target.info.images)) {
    return fail(std::string(target.model) + " takes no images");
  }
  if (!target.provider.responses.files && holds_files(body)) {
    return fail(std::string(target.model) + " takes no documents");
  }
  Splice splice{body, target, body.children(body.root())};
  if (auto fields = splice_fields(splice); !fields) return tl::unexpected(fields.error());
  if (auto tools = splice_tools(splice); !tools) return tl::unexpected(tools.error());
  if (auto input = splice_input(splice); !input) return tl::unexpected(input.error());
  std::sort(splice.doomed.begin(), splice.doomed.end());
  splice.doomed.erase(std::unique(splice.doomed.begin(), splice.doomed.end()), splice.doomed.end());
  splice.edits.remove_members(splice.members, splice.doomed);
  return Spliced{splice.edits.apply(body.text()), bare_headers(request, target)};
}

}  // namespace edgee::openai_responses

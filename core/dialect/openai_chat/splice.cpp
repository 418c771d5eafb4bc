#include "core/dialect/openai_chat/splice.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialect/openai_chat/request_fields.h"
#include "core/dialect/openai_chat/schema.h"
#include "core/dialect/openai_chat/splice_parts.h"

namespace edgee::openai_chat {

const JsonSpan* Splice::find(std::string_view key) const {
  const JsonSpan* found = nullptr;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const bool gone = std::find(doomed.begin(), doomed.end(), i) != doomed.end();
    if (members[i].key == key && !gone) found = &members[i];
  }
  return found;
}

std::string_view Splice::value(std::string_view key) const {
  const JsonSpan* member = find(key);
  return member == nullptr ? std::string_view() : member->in(doc.text());
}

void Splice::replace(std::string_view key, const std::string& text) {
  if (const JsonSpan* member = find(key)) edits.replace(member->begin, member->end, text);
}

void Splice::drop(std::string_view key) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].key == key) doomed.push_back(i);
  }
}

void Splice::add(std::string_view key, std::string_view text) {
  added.append(",").append(quote_json(key)).append(":").append(text);
}

void Splice::rename(std::string_view key, std::string_view to) {
  const JsonSpan* member = find(key);
  if (member != nullptr) edits.replace(member->member_begin, member->begin, quote_json(to) + ":");
}

namespace {

// The row's own members stand in place of the agent's.
Result<void> put_extras(Splice& splice) {
  const std::string extras = "{" + splice.quirks().extra_json + "}";
  const auto members = scan_json(extras);
  if (!members || !Json::accept(extras)) {
    return fail("has extra_json that is no list of JSON members");
  }
  for (const JsonSpan& extra : *members) {
    splice.drop(extra.key);
    splice.add(extra.key, extra.in(extras));
  }
  return {};
}

// A schema is a format where the target knows such; else it is asked for in words.
std::string splice_format(Splice& splice) {
  const JsonSpan* format = splice.find("response_format");
  if (format == nullptr || splice.doc.value(*format, "type") != "\"json_schema\"") return {};
  const auto holder = splice.doc.child(*format, "json_schema");
  const auto schema = holder ? splice.doc.child(*holder, "schema") : std::nullopt;
  if (!schema) return {};
  const std::string_view text = schema->in(splice.doc.text());
  if (!splice.quirks().json_schema) {
    splice.drop("response_format");
    return "Answer with nothing but one JSON object that matches this JSON Schema: " +
           std::string(text);
  }
  const std::vector<std::string>& dropped = splice.quirks().dropped_schema_keywords;
  if (!dropped.empty()) {
    splice.edits.replace(schema->begin, schema->end, dump_json(clean_schema(text, dropped)));
  }
  return {};
}

Result<std::string> splice_body(const Request& request, const JsonDoc& doc,
                                const EncodeTarget& target) {
  if (!doc.whole()) return fail("the request is no JSON object");
  if (!doc.complete()) return fail("the request has more values than edgee can look through");
  if (auto portable = check_portable(doc); !portable) return tl::unexpected(portable.error());
  Splice splice{doc, target, doc.children(doc.root()), {}, {}, {}};
  if (auto put = put_extras(splice); !put) return tl::unexpected(put.error());
  splice_fields(splice, request.facts.estimated_input_tokens);
  const std::string words = splice_format(splice);
  if (auto done = splice_tools(splice); !done) return tl::unexpected(done.error());
  if (auto done = splice_messages(splice, words); !done) return tl::unexpected(done.error());
  std::sort(splice.doomed.begin(), splice.doomed.end());
  splice.doomed.erase(std::unique(splice.doomed.begin(), splice.doomed.end()), splice.doomed.end());
  splice.edits.remove_members(splice.members, splice.doomed);
  splice.edits.insert(doc.root().end - 1, std::move(splice.added));
  return splice.edits.apply(doc.text());
}

// Nothing that tells who the agent is, and none of its credentials.
HeaderList splice_headers(const Request& request, const EncodeTarget& target) {
  const std::string* accept = find_header(request.headers, "accept");
  HeaderList headers = {
      {"content-type", "application/json"},
      {"accept", accept != nullptr ? *accept : "application/json"},
      {"user-agent", "edgee"},  // some front ends refuse clients without one
  };
  for (const Header& extra : target.provider.extra_headers) {
    set_header(headers, extra.name, extra.value);
  }
  return headers;
}

}  // namespace

Result<Spliced> splice_request(const Request& request, const JsonDoc& body,
                               const EncodeTarget& target, const AgentProfile& /*agent*/) {
  Result<std::string> spliced = splice_body(request, body, target);
  if (!spliced) return tl::unexpected(spliced.error());
  return Spliced{std::move(*spliced), splice_headers(request, target)};
}

}  // namespace edgee::openai_chat

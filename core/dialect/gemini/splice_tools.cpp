// Tools: the target's form of schemas, and only what it can run.
#include <string>

#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/schema.h"
#include "core/dialect/gemini/splice_parts.h"

namespace edgee::gemini {
namespace {

void splice_function(Splice& splice, const JsonSpan& declared) {
  const JsonDoc& doc = splice.doc;
  const auto schema = find(doc, declared, "parametersJsonSchema");
  if (!schema || splice.target.provider.gemini.parameters_json_schema) return;
  splice.edits.replace(schema->member_begin, schema->end,
                       R"("parameters":)" + openapi_of(schema->in(doc.text())));
}

// Arguments come whole: nobody but Vertex could cut them, and nobody else could read the pieces.
void splice_calling(Splice& splice) {
  const JsonDoc& doc = splice.doc;
  const auto config = find(doc, doc.root(), "toolConfig");
  const auto calling = config ? find(doc, *config, "functionCallingConfig") : std::nullopt;
  if (calling) {
    drop_members(splice, *calling, [](const JsonSpan& member) {
      return is_named(member.key, "streamFunctionCallArguments");
    });
  }
}

}  // namespace

Result<void> splice_tools(Splice& splice) {
  const JsonDoc& doc = splice.doc;
  splice_calling(splice);
  const bool runs = splice.target.provider.gemini.server_tools;
  const auto all = find(doc, doc.root(), "tools");
  if (!all) return {};
  const std::vector<JsonSpan> tools = doc.children(*all);
  std::vector<std::size_t> doomed;
  bool has_functions = false;
  for (std::size_t i = 0; i < tools.size(); ++i) {
    const std::vector<JsonSpan> functions = list(doc, tools[i], "functionDeclarations");
    has_functions = has_functions || !functions.empty();
    for (const JsonSpan& declared : functions)
      splice_function(splice, declared);
    if (runs) continue;
    if (functions.empty()) {
      doomed.push_back(i);
    } else {
      drop_members(splice, tools[i], [](const JsonSpan& member) {
        return !is_named(member.key, "functionDeclarations");
      });
    }
  }
  if (has_functions && !splice.target.info.tools) return fail("takes no tools");
  if (!doomed.empty() && !has_functions) return fail("cannot run the tools of Google's servers");
  splice.edits.remove_members(tools, doomed);
  return {};
}

}  // namespace edgee::gemini

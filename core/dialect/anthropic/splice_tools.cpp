// Tools and the choice among them.
#include <algorithm>

#include "core/dialect/anthropic/splice_parts.h"

namespace edgee::anthropic {
namespace {

bool is_server_tool(const JsonDoc& doc, const JsonSpan& tool) {
  const std::string type = text_at(doc, tool, "type");
  return !type.empty() && type != "custom";
}

void clean_tool(Splice& splice, const JsonSpan& tool) {
  const std::vector<JsonSpan> fields = splice.doc.children(tool);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string_view key = fields[i].key;
    const bool known = splice.able.claude || is_common_tool_field(key);
    const bool mark = key == "cache_control" && !splice.able.cache_control;
    if (!known || mark) doomed.push_back(i);
  }
  splice.edits.remove_members(fields, doomed);
}

// `any` and `tool` become `auto`; disable_parallel_tool_use stays beside it.
void relax_choice(Splice& splice) {
  const std::vector<JsonSpan> fields = splice.doc.children(*splice.find("tool_choice"));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const JsonSpan& field = fields[i];
    if (field.key == "type") splice.edits.replace(field.begin, field.end, "\"auto\"");
    if (field.key == "name") splice.edits.remove_members(fields, {i});
  }
}

bool is_forced(std::string_view choice) {
  const std::string type = text_at(choice, "type");
  return type == "any" || type == "tool";
}

}  // namespace

Result<void> splice_tools(Splice& splice) {
  const JsonSpan* list = splice.find("tools");
  if (list == nullptr || !list->in(splice.raw).starts_with('[')) return {};
  const std::vector<JsonSpan> tools = splice.doc.children(*list);
  const std::string_view choice = splice.value("tool_choice");
  const bool forced = is_forced(choice);
  const std::string wanted = text_at(choice, "name");
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < tools.size(); ++i) {
    if (splice.able.server_tools || !is_server_tool(splice.doc, tools[i])) {
      clean_tool(splice, tools[i]);
      continue;
    }
    doomed.push_back(i);
    if (forced && !wanted.empty() && text_at(splice.doc, tools[i], "name") == wanted) {
      return fail("the request needs the server tool " + wanted);
    }
  }
  if (doomed.size() == tools.size()) {
    if (splice.able.claude) return {};
    if (forced && !tools.empty()) return fail("the request needs a server tool");
    splice.drop("tools");
    splice.drop("tool_choice");
    return {};
  }
  if (!splice.able.tools) return fail("the model takes no tools");
  splice.edits.remove_members(tools, doomed);
  if (forced && !splice.able.forced_tool_choice) relax_choice(splice);
  return {};
}

}  // namespace edgee::anthropic

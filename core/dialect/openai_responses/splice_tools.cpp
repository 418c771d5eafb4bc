// Tools and the choice among them. A tool that the target does not know cannot be rewritten, for
// its calls would come back under another form; one that the provider runs may be left out.
#include <algorithm>

#include "core/dialect/openai_responses/call_forms.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/splice.h"

namespace edgee::openai_responses {
namespace {

enum class Fate { pass, drop, refuse };

Fate fate_of(const Splice& splice, const std::string& type) {
  const ResponsesQuirks& quirks = splice.quirks();
  if (type == "function" || quirks.openai_models) return Fate::pass;
  if (type == "custom") return quirks.freeform_tools ? Fate::pass : Fate::refuse;
  if (type == "namespace" || type == "tool_search") {
    return quirks.tool_namespaces ? Fate::pass : Fate::refuse;
  }
  return form_of_tool(type) == nullptr ? Fate::drop : Fate::refuse;
}

bool is_forced(std::string_view choice) {
  return choice == R"("required")" || choice.starts_with('{');
}

}  // namespace

Result<bool> splice_tool_list(Splice& splice, const JsonSpan& list) {
  const std::vector<JsonSpan> tools = splice.doc.children(list);
  const std::string_view choice = splice.value("tool_choice");
  const std::string wanted = text_at(choice, "type");
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < tools.size(); ++i) {
    const std::string type = json_text(splice.doc.value(tools[i], "type"));
    const Fate fate = fate_of(splice, type);
    if (fate == Fate::pass) continue;
    if (fate == Fate::refuse) return fail("takes no tools of the type " + type);
    if (wanted == type) return fail("cannot run the server tool " + type);
    doomed.push_back(i);
  }
  if (!tools.empty() && doomed.size() == tools.size()) return true;
  splice.edits.remove_members(tools, doomed);
  return false;
}

Result<void> splice_tools(Splice& splice) {
  const JsonSpan* list = find_member(splice.members, "tools");
  const std::string_view choice = splice.value("tool_choice");
  if (list != nullptr && !splice.doc.children(*list).empty()) {
    if (!splice.target.info.tools) return fail("takes no tools");
    const Result<bool> emptied = splice_tool_list(splice, *list);
    if (!emptied) return tl::unexpected(emptied.error());
    if (*emptied) {
      if (is_forced(choice)) return fail("the request needs a server tool");
      splice.drop("tools");
      splice.drop("tool_choice");
      splice.drop("parallel_tool_calls");
    }
  }
  const bool can_force =
      splice.quirks().tool_choice_forced && splice.target.info.forced_tool_choice;
  if (is_forced(choice) && !can_force) splice.replace("tool_choice", R"("auto")");
  return {};
}

}  // namespace edgee::openai_responses

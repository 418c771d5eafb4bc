// The items of the input: what is bound to the account or the model before goes out.
#include <algorithm>
#include <array>

#include "core/dialect/openai_responses/foreign_reasoning.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/splice.h"

namespace edgee::openai_responses {
namespace {

enum class Fate { pass, drop, refuse, note };
enum class Knows { all, freeform, namespaces, openai };

// What becomes of an item at a target that does not know it; those that all know just pass.
struct ItemRow {
  std::string_view type;
  Knows knows = Knows::all;
  Fate otherwise = Fate::drop;
};
constexpr std::array kItems = std::to_array<ItemRow>({
    {"message", Knows::all, Fate::pass},
    {"function_call", Knows::all, Fate::pass},
    {"function_call_output", Knows::all, Fate::pass},
    {"custom_tool_call", Knows::freeform, Fate::refuse},
    {"custom_tool_call_output", Knows::freeform, Fate::refuse},
    {"additional_tools", Knows::namespaces, Fate::refuse},
    {"tool_search_call", Knows::namespaces, Fate::refuse},
    {"tool_search_output", Knows::namespaces, Fate::refuse},
    {"local_shell_call", Knows::openai, Fate::refuse},
    {"local_shell_call_output", Knows::openai, Fate::refuse},
    {"shell_call", Knows::openai, Fate::refuse},
    {"shell_call_output", Knows::openai, Fate::refuse},
    {"apply_patch_call", Knows::openai, Fate::refuse},
    {"apply_patch_call_output", Knows::openai, Fate::refuse},
    {"compaction_trigger", Knows::openai, Fate::refuse},
    {"configuration_update", Knows::openai, Fate::drop},
});

bool is_known(const ResponsesQuirks& quirks, Knows knows) {
  switch (knows) {
    case Knows::all:
      return true;
    case Knows::freeform:
      return quirks.freeform_tools;
    case Knows::namespaces:
      return quirks.tool_namespaces;
    case Knows::openai:
      return quirks.openai_models;
  }
  return false;
}

// OpenAI reads encrypted reasoning of one account under all its models, and says so where it cannot
// (invalid_encrypted_content): then it is asked again without any. In a tool loop of its own it
// answers worse without.
Fate fate_of_reasoning(const Splice& splice, const JsonSpan& item) {
  const bool encrypted = splice.doc.value(item, "encrypted_content").starts_with('"');
  const bool reads = splice.quirks().openai_models && splice.quirks().encrypted_reasoning;
  const bool ours = is_foreign_id(splice.doc.value(item, "id"));
  return encrypted && reads && !ours ? Fate::pass : Fate::drop;
}

// Other encrypted items, and calls that the provider carried out, mean something to their account
// only.
Fate fate_of(const Splice& splice, const std::string& type, const JsonSpan& item) {
  const std::string_view id = splice.doc.value(item, "id");
  if (type.empty()) return Fate::pass;  // a message without the word
  if (type == "reasoning") return fate_of_reasoning(splice, item);
  if (type == "compaction" || type == "context_compaction") return Fate::note;
  if (type == "item_reference") return id.starts_with(R"("rs_)") ? Fate::drop : Fate::refuse;
  const auto* row = std::find_if(kItems.begin(), kItems.end(),
                                 [&](const ItemRow& known) { return known.type == type; });
  if (row == kItems.end()) return Fate::drop;
  return is_known(splice.quirks(), row->knows) ? Fate::pass : row->otherwise;
}

// Fields that every Responses server takes.
bool is_common(std::string_view key) {
  constexpr std::array<std::string_view, 9> kKeys{
      "type", "role", "content", "call_id", "name", "arguments", "input", "output", "status"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

// Ids name what another account keeps.
void clean_item(Splice& splice, const JsonSpan& item) {
  const std::vector<JsonSpan> members = splice.doc.children(item);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view key = members[i].key;
    const bool foreign =
        !splice.quirks().openai_models && !is_common(key) &&
        !(splice.quirks().tool_namespaces && (key == "namespace" || key == "tools"));
    if (key == "id" || key.starts_with("internal_") || foreign) doomed.push_back(i);
    const bool role = key == "role" && members[i].in(splice.doc.text()) == R"("developer")";
    if (role && !splice.quirks().developer_role) {
      splice.edits.replace(members[i].begin, members[i].end, R"("system")");
    }
  }
  splice.edits.remove_members(members, doomed);
}

std::string note() {
  return R"({"type":"message","role":"user","content":[{"type":"input_text","text":)" +
         json_string(
             "(Earlier parts of this conversation were summed up in a form that only their own "
             "model can read.)") +
         "}]}";
}

}  // namespace

Result<void> splice_input(Splice& splice) {
  const JsonSpan* input = find_member(splice.members, "input");
  if (input == nullptr) return {};
  const std::vector<JsonSpan> items = splice.doc.children(*input);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string type = json_text(splice.doc.value(items[i], "type"));
    const Fate fate = fate_of(splice, type, items[i]);
    if (fate == Fate::refuse) return fail("takes no items of the type " + type);
    if (fate == Fate::drop) doomed.push_back(i);
    if (fate == Fate::note) splice.edits.replace(items[i].begin, items[i].end, note());
    if (fate != Fate::pass) continue;
    if (type == "additional_tools") {
      const auto list = splice.doc.child(items[i], "tools");
      const Result<bool> emptied = list ? splice_tool_list(splice, *list) : Result<bool>(true);
      if (!emptied) return tl::unexpected(emptied.error());
      if (*emptied) {
        doomed.push_back(i);
        continue;
      }
    }
    clean_item(splice, items[i]);
  }
  splice.edits.remove_members(items, doomed);
  return {};
}

}  // namespace edgee::openai_responses

// Tools and the choice among them.
#include <algorithm>
#include <array>
#include <optional>

#include "core/base/json.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/schema.h"
#include "core/dialect/openai_chat/splice_parts.h"

namespace edgee::openai_chat {
namespace {

// What the agent wants called.
struct Wish {
  std::string word;                                 // auto, none or required
  std::string tool;                                 // the one it insists on; "" = any
  std::optional<std::vector<std::string>> allowed;  // of all its tools only these
};

std::string function_name(const JsonDoc& doc, const JsonSpan& tool) {
  return text_at(doc, doc.child(tool, "function").value_or(JsonSpan()), "name");
}

std::optional<Wish> read_wish(const Splice& splice) {
  const JsonDoc& doc = splice.doc;
  const JsonSpan* choice = splice.find("tool_choice");
  if (choice == nullptr || choice->in(doc.text()) == "null") return std::nullopt;
  const std::string type = text_at(doc, *choice, "type");
  if (type.empty()) return Wish{json_text(choice->in(doc.text())), "", std::nullopt};
  if (type != "allowed_tools") return Wish{"required", function_name(doc, *choice), std::nullopt};
  const JsonSpan allowed = doc.child(*choice, "allowed_tools").value_or(JsonSpan());
  Wish wish{text_at(doc, allowed, "mode"), "", std::vector<std::string>()};
  for (const JsonSpan& tool : doc.children(doc.child(allowed, "tools").value_or(JsonSpan())))
    wish.allowed->push_back(function_name(doc, tool));
  return wish;
}

bool is_allowed(const std::optional<Wish>& wish, const std::string& name) {
  if (!wish || !wish->allowed) return true;
  return std::find(wish->allowed->begin(), wish->allowed->end(), name) != wish->allowed->end();
}

void clean_tool(Splice& splice, const JsonSpan& tool) {
  const JsonDoc& doc = splice.doc;
  keep_members(splice, doc.children(tool),
               [](std::string_view key) { return key == "type" || key == "function"; });
  const auto function = doc.child(tool, "function");
  if (!function) return;
  keep_members(splice, doc.children(*function), [](std::string_view key) {
    return key == "name" || key == "description" || key == "parameters";
  });
  const auto schema = doc.child(*function, "parameters");
  const std::vector<std::string>& dropped = splice.quirks().dropped_schema_keywords;
  if (!schema || dropped.empty()) return;
  splice.edits.replace(schema->begin, schema->end,
                       dump_json(clean_schema(schema->in(doc.text()), dropped)));
}

void splice_choice(Splice& splice, const Wish& wish) {
  const ChatQuirks& quirks = splice.quirks();
  const bool forced = wish.word == "required" || wish.word == "any";
  const bool can_force = quirks.tool_choice_forced && splice.target.info.forced_tool_choice;
  if (forced && can_force && !wish.tool.empty()) return;  // said in every server's words
  const std::string word = !forced ? wish.word : (can_force ? quirks.required_word : "auto");
  splice.replace("tool_choice", quote_json(word.empty() ? "auto" : word));
}

void drop_tools(Splice& splice) {
  for (const char* key : {"tools", "tool_choice", "parallel_tool_calls"})
    splice.drop(key);
}

}  // namespace

Result<void> splice_tools(Splice& splice) {
  const JsonDoc& doc = splice.doc;
  const EncodeTarget& target = splice.target;
  const JsonSpan* list = splice.find("tools");
  const std::vector<JsonSpan> tools =
      list == nullptr ? std::vector<JsonSpan>() : doc.children(*list);
  const std::optional<Wish> wish = read_wish(splice);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < tools.size(); ++i) {
    const std::string type = text_at(doc, tools[i], "type");
    if (type == "custom") return fail("takes no custom tools");
    const bool function = type.empty() || type == "function";
    if (function && is_allowed(wish, function_name(doc, tools[i]))) {
      clean_tool(splice, tools[i]);
    } else {
      doomed.push_back(i);
    }
  }
  if (doomed.size() == tools.size()) {
    const bool insists = wish && (wish->word == "required" || wish->word == "any");
    if (insists && !tools.empty()) return fail("cannot run tools that are not the agent's own");
    drop_tools(splice);
    return {};
  }
  if (!target.info.tools) return fail("takes no tools");
  if (splice.quirks().reasoning_models_refuse_tools && target.info.reasoning) {
    return fail("takes tools only on the Responses API");
  }
  splice.edits.remove_members(tools, doomed);
  if (wish) splice_choice(splice, *wish);
  if (!splice.quirks().parallel_tool_calls) splice.drop("parallel_tool_calls");
  return {};
}

}  // namespace edgee::openai_chat

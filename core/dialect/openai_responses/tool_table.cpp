#include "core/dialect/openai_responses/tool_table.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/base/json_scan.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::string_view kPlainSpace = "functions";

// What a freeform tool takes, for models that know tools with JSON input only.
std::string freeform_schema(std::string_view format) {
  std::string about = "The whole input as plain text.";
  if (text_at(format, "type") == "grammar") {
    about += " It must match this grammar (" + text_at(format, "syntax") + "):\n" +
             text_at(format, "definition");
  }
  return R"({"type":"object","properties":{"input":{"type":"string","description":)" +
         json_string(about) + R"(}},"required":["input"],"additionalProperties":false})";
}

// A search that OpenAI itself carries out, or a shell in its own container, is a server tool.
bool runs_at_provider(const CallForm& form, std::string_view tool) {
  if (form.kind == CallKind::tool_search) return text_at(tool, "execution") != "client";
  if (form.kind != CallKind::shell) return false;
  const std::string where = text_at(json_at(tool, "environment"), "type");
  return !where.empty() && where != "local";
}

ToolSpec read_spec(const CallForm& form, std::string_view tool) {
  ToolSpec spec;
  spec.description = text_at(tool, "description");
  if (spec.description.empty()) spec.description = form.description;
  if (form.kind == CallKind::custom) {
    const std::string_view format = json_at(tool, "format");
    spec.freeform = true;
    if (text_at(format, "type") == "grammar") spec.grammar_json = format;
    spec.schema_json = freeform_schema(format);
    return spec;
  }
  const std::string_view parameters = json_at(tool, "parameters");
  spec.schema_json = parameters.starts_with('{') ? parameters : form.schema;
  if (spec.schema_json.empty()) spec.schema_json = R"({"type":"object","properties":{}})";
  return spec;
}

}  // namespace

std::string joined_tool_name(std::string_view space, std::string_view name) {
  std::string flat;
  if (!space.empty() && space != kPlainSpace) {
    flat = space;
    if (!flat.ends_with("__")) flat += "__";
  }
  flat += name;
  for (char& c : flat) {
    const bool allowed = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
    if (!allowed) c = '_';
  }
  if (flat.size() > kLongestName) flat.resize(kLongestName);
  return flat.empty() ? "tool" : flat;
}

ToolTable::ToolTable(std::string_view request) {
  add_list(json_at(request, "tools"), {});
  const std::string_view input = json_at(request, "input");
  if (!input.starts_with('[')) return;
  JsonWalk walk(input);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view item = span.in(input);
    const std::string_view type = json_at(item, "type");
    if (type == R"("additional_tools")" || type == R"("tool_search_output")") {
      add_list(json_at(item, "tools"), {});
    }
  }
}

void ToolTable::add_list(std::string_view tools, std::string_view space) {
  JsonWalk walk(tools);
  for (JsonSpan span; walk.next(span);)
    add(span.in(tools), space);
}

void ToolTable::add(std::string_view tool, std::string_view space) {
  const std::string type = text_at(tool, "type");
  const std::string name = text_at(tool, "name");
  if (type == "namespace") return add_list(json_at(tool, "tools"), name);
  const CallForm* form = form_of_tool(type);
  ToolEntry entry;
  entry.space = space;
  if (form == nullptr || runs_at_provider(*form, tool)) {
    entry.name = name.empty() ? type : name;
    entry.spec.server_type = type.empty() ? "unknown" : type;
  } else {
    entry.kind = form->kind;
    entry.name = form->name.empty() ? name : std::string(form->name);
    entry.spec = read_spec(*form, tool);
  }
  for (ToolEntry& known : entries_) {
    if (known.name != entry.name || known.space != entry.space) continue;
    entry.spec.name = known.spec.name;  // told again, perhaps with more to say
    known = std::move(entry);
    return;
  }
  entry.spec.name = unique(joined_tool_name(space, entry.name));
  entries_.push_back(std::move(entry));
}

std::string ToolTable::unique(std::string name) const {
  const std::string base = name;
  for (int number = 2; find(name) != nullptr; ++number) {
    const std::string suffix = "_" + std::to_string(number);
    name = base.substr(0, kLongestName - suffix.size()) + suffix;
  }
  return name;
}

const ToolEntry* ToolTable::find(std::string_view flat) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [flat](const ToolEntry& entry) {
    return entry.spec.name == flat;
  });
  return found == entries_.end() ? nullptr : &*found;
}

std::string ToolTable::flat_name(std::string_view space, std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const ToolEntry& entry) {
    return entry.name == name && entry.space == space;
  });
  if (found != entries_.end()) return found->spec.name;
  return joined_tool_name(space, name);
}

}  // namespace edgee::openai_responses

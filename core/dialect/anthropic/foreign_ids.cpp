#include "core/dialect/anthropic/foreign_ids.h"

#include <algorithm>
#include <string>

namespace edgee::anthropic {
namespace {

bool is_allowed(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

std::string mended(std::string_view literal) {
  std::string id = json_text(literal);
  std::replace_if(
      id.begin(), id.end(), [](char c) { return !is_allowed(c); }, '_');
  return '"' + id + '"';
}

}  // namespace

bool is_foreign_id(std::string_view literal) {
  if (literal.size() < 2 || !literal.starts_with('"')) return false;
  const std::string_view id = literal.substr(1, literal.size() - 2);
  return !std::all_of(id.begin(), id.end(), is_allowed);
}

void mend_ids(const JsonDoc& doc, const std::vector<JsonSpan>& blocks, Edits& edits) {
  for (const JsonSpan& block : blocks) {
    const std::string_view type = doc.value(block, "type");
    if (type != "\"tool_use\"" && type != "\"tool_result\"") continue;
    const auto id = doc.child(block, type == "\"tool_use\"" ? "id" : "tool_use_id");
    if (id && is_foreign_id(id->in(doc.text()))) {
      edits.replace(id->begin, id->end, mended(id->in(doc.text())));
    }
  }
}

}  // namespace edgee::anthropic

#include "core/dialect/anthropic/foreign_ids.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "core/base/text.h"

namespace edgee::anthropic {
namespace {

bool is_allowed(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

// `literal` with its quotes; an escape is foreign too.
bool is_foreign(std::string_view literal) {
  if (literal.size() < 2 || !literal.starts_with('"')) return false;
  const std::string_view id = literal.substr(1, literal.size() - 2);
  return !std::all_of(id.begin(), id.end(), is_allowed);
}

std::string mended(std::string_view literal) {
  std::string id = json_text(literal);
  std::replace_if(
      id.begin(), id.end(), [](char c) { return !is_allowed(c); }, '_');
  return '"' + id + '"';
}

}  // namespace

bool has_foreign_ids(std::string_view raw) {
  constexpr std::string_view kKey = "\"tool_use_id\"";
  for (std::size_t at = find_text(raw, kKey); at != std::string_view::npos;
       at = find_text(raw, kKey, at)) {
    at += kKey.size();
    const std::size_t open = raw.find('"', at);
    const std::size_t close = open == std::string_view::npos ? open : raw.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (is_foreign(raw.substr(open, close - open + 1))) return true;
  }
  return false;
}

void mend_ids(std::string_view raw, const std::vector<JsonSpan>& blocks, Edits& edits) {
  for (const JsonSpan& block : blocks) {
    const auto fields = scan_json(block.in(raw), block.begin);
    const JsonSpan* type = fields ? find_member(*fields, "type") : nullptr;
    if (type == nullptr) continue;
    const std::string kind = json_text(type->in(raw));
    if (kind != "tool_use" && kind != "tool_result") continue;
    const JsonSpan* id = find_member(*fields, kind == "tool_use" ? "id" : "tool_use_id");
    if (id != nullptr && is_foreign(id->in(raw))) {
      edits.replace(id->begin, id->end, mended(id->in(raw)));
    }
  }
}

}  // namespace edgee::anthropic

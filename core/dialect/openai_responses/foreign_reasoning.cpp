#include "core/dialect/openai_responses/foreign_reasoning.h"

#include <cstddef>
#include <vector>

#include "core/base/edits.h"
#include "core/dialect/openai_responses/request_facts.h"

namespace edgee::openai_responses {
namespace {

std::optional<std::string> without_reasoning(const JsonDoc& request, bool foreign_only) {
  const auto input = request.child(request.root(), "input");
  if (!input) return std::nullopt;
  const std::vector<JsonSpan> items = request.children(*input);
  std::vector<std::size_t> doomed;
  Edits edits;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool reasoning = request.value(items[i], "type") == R"("reasoning")";
    if (!reasoning) continue;
    if (!foreign_only || is_foreign_id(request.value(items[i], "id"))) doomed.push_back(i);
  }
  if (doomed.empty()) return std::nullopt;
  edits.remove_members(items, doomed);
  if (foreign_only) return edits.apply(request.text());
  // An item that is known by its id is refused without the reasoning that led to it.
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::vector<JsonSpan> members = request.children(items[i]);
    if (request.value(items[i], "type") == R"("item_reference")") continue;
    for (std::size_t k = 0; k < members.size(); ++k) {
      if (members[k].key == "id") edits.remove_members(members, {k});
    }
  }
  return edits.apply(request.text());
}

}  // namespace

bool is_foreign_id(std::string_view literal) {
  return literal.size() > kForeignReasoning.size() &&
         literal.substr(1).starts_with(kForeignReasoning);
}

std::optional<std::string> strip_foreign(std::string_view raw) {
  return without_reasoning(walk_request(raw), true);
}

std::optional<std::string> remove_thinking(const JsonDoc& request) {
  return without_reasoning(request, false);
}

}  // namespace edgee::openai_responses

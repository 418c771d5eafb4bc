#include "core/dialect/gemini/signatures.h"

#include <algorithm>
#include <cstddef>

#include "core/base/json.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/request_facts.h"

namespace edgee::gemini {
namespace {

constexpr std::string_view kSignature = "thoughtSignature";

bool is_thought(const JsonDoc& doc, const JsonSpan& part) {
  return value(doc, part, "thought") == "true";
}

std::string stand_in_member() {
  return R"(,"thoughtSignature":)" + quote_json(kStandIn);
}

// The first call of a model's step, or npos.
std::size_t first_call(const JsonDoc& doc, const std::vector<JsonSpan>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (find(doc, parts[i], "functionCall")) return i;
  }
  return std::string::npos;
}

std::vector<JsonSpan> step_parts(const JsonDoc& doc, const JsonSpan& content) {
  if (text(doc, content, "role") != "model") return {};
  return list(doc, content, "parts");
}

void drop_member(const JsonDoc& doc, const JsonSpan& part, std::string_view name, Edits& edits) {
  const std::vector<JsonSpan> members = doc.children(part);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (is_named(members[i].key, name)) doomed.push_back(i);
  }
  edits.remove_members(members, doomed);
}

// A part that holds nothing but its signature goes with it.
bool is_bare_signature(const JsonDoc& doc, const JsonSpan& part) {
  const std::vector<JsonSpan> members = doc.children(part);
  return !members.empty() &&
         std::all_of(members.begin(), members.end(),
                     [](const JsonSpan& member) { return is_named(member.key, kSignature); });
}

struct Step {
  const JsonDoc& doc;
  Keep keep;
  bool drops_thoughts;
};

// True when nothing of the content stays.
bool mend(const Step& step, const JsonSpan& content, Edits& edits) {
  const JsonDoc& doc = step.doc;
  const std::vector<JsonSpan> parts = step_parts(doc, content);
  const std::size_t call = step.keep == Keep::stand_ins ? first_call(doc, parts) : parts.size();
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_bare_signature(doc, parts[i]) || (step.drops_thoughts && is_thought(doc, parts[i]))) {
      doomed.push_back(i);
      continue;
    }
    const auto signature = find(doc, parts[i], kSignature);
    if (i != call) {
      if (signature) drop_member(doc, parts[i], kSignature, edits);
    } else if (!signature) {
      edits.insert(parts[i].end - 1, stand_in_member());
    } else if (json_text(signature->in(doc.text())) != kStandIn) {
      edits.replace(signature->begin, signature->end, quote_json(kStandIn));
    }
  }
  if (!doomed.empty() && doomed.size() == parts.size()) return true;
  edits.remove_members(parts, doomed);
  return false;
}

void mend_all(const Step& step, Edits& edits) {
  const std::vector<JsonSpan> contents = list(step.doc, step.doc.root(), "contents");
  std::vector<std::size_t> emptied;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (mend(step, contents[i], edits)) emptied.push_back(i);
  }
  edits.remove_members(contents, emptied);
}

}  // namespace

bool signs_calls(std::string_view model) {
  return !model.starts_with("gemini-1") && !model.starts_with("gemini-2") &&
         !model.starts_with("gemma");
}

bool lacks_signature(const JsonDoc& request, const std::vector<JsonSpan>& contents) {
  return std::any_of(contents.begin(), contents.end(), [&](const JsonSpan& content) {
    const std::vector<JsonSpan> parts = step_parts(request, content);
    const std::size_t call = first_call(request, parts);
    return call < parts.size() && text(request, parts[call], kSignature).empty();
  });
}

std::optional<std::string> add_signatures(std::string_view raw) {
  const JsonDoc doc = walk_request(raw);
  Edits edits;
  for (const JsonSpan& content : list(doc, doc.root(), "contents")) {
    const std::vector<JsonSpan> parts = step_parts(doc, content);
    const std::size_t call = first_call(doc, parts);
    if (call >= parts.size()) continue;
    const auto signature = find(doc, parts[call], kSignature);
    if (!signature) {
      edits.insert(parts[call].end - 1, stand_in_member());
    } else if (json_text(signature->in(raw)).empty()) {
      edits.replace(signature->begin, signature->end, quote_json(kStandIn));
    }
  }
  if (edits.empty()) return std::nullopt;
  return edits.apply(raw);
}

void replace_signatures(const JsonDoc& request, Keep keep, Edits& edits) {
  mend_all({request, keep, false}, edits);
}

std::optional<std::string> remove_thinking(const JsonDoc& request) {
  Edits edits;
  mend_all({request, Keep::stand_ins, true}, edits);
  if (edits.empty()) return std::nullopt;
  return edits.apply(request.text());
}

}  // namespace edgee::gemini

#include "core/dialect/gemini/resume_request.h"

#include <utility>

#include "core/base/edits.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/json_object.h"

namespace edgee::gemini {

std::optional<std::string> resume_request(const JsonDoc& request,
                                          std::span<const std::string> texts, bool prefill,
                                          std::string_view instruction) {
  const auto contents = find(request, request.root(), "contents");
  if (!contents || texts.empty() || request.children(*contents).empty()) return std::nullopt;
  std::string parts;
  for (const std::string& words : texts)
    append_element(parts, write_text_part(words));
  std::string added = "," + write_content("model", parts);
  if (!prefill) added += "," + write_content("user", write_text_part(instruction));
  Edits edits;
  edits.insert(contents->end - 1, std::move(added));
  return edits.apply(request.text());
}

}  // namespace edgee::gemini

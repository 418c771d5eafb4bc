#include "core/dialect/openai_responses/resume_request.h"

#include "core/base/edits.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

std::string message(std::string_view role, std::string_view part_type,
                    std::span<const std::string> texts) {
  std::string out = R"({"type":"message","role":")" + std::string(role) + R"(","content":[)";
  for (const std::string& text : texts) {
    put_comma(out);
    out.append(R"({"type":")").append(part_type).append(R"(","text":)");
    put_quoted(out, text);
    out += '}';
  }
  return out + "]}";
}

}  // namespace

std::optional<std::string> resume_request(const JsonDoc& request,
                                          std::span<const std::string> texts, bool prefill,
                                          std::string_view instruction) {
  const auto input = request.child(request.root(), "input");
  if (!input || texts.empty()) return std::nullopt;
  std::string added = message("assistant", "output_text", texts);
  if (!prefill) {
    const std::string words(instruction);
    added += "," + message("user", "input_text", {&words, 1});
  }
  Edits edits;
  if (input->in(request.text()).starts_with('"')) {
    const std::string asked = json_text(input->in(request.text()));
    edits.replace(input->begin, input->end,
                  "[" + message("user", "input_text", {&asked, 1}) + "," + added + "]");
  } else {
    const bool empty = request.children(*input).empty();
    edits.insert(input->end - 1, empty ? added : "," + added);
  }
  return edits.apply(request.text());
}

}  // namespace edgee::openai_responses

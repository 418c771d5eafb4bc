#include "core/dialect/openai_chat/content_decode.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/dialect/openai_chat/data_url.h"
#include "core/dialect/openai_chat/request_facts.h"

namespace edgee::openai_chat {
namespace {

// {"image_url": {"url": "..."}}; some clients write {"image_url": "..."}.
Result<Part> decode_image(const JsonDoc& doc, const JsonSpan& part) {
  const auto holder = doc.child(part, "image_url");
  if (!holder) return fail("an image part without image_url");
  const bool bare = holder->in(doc.text()).starts_with('"');
  std::string url = bare ? json_text(holder->in(doc.text())) : text_at(doc, *holder, "url");
  if (url.empty()) return fail("an image part without a URL");
  if (const auto data = read_data_url(url)) {
    return ImagePart{std::string(data->media_type), std::string(data->base64), ""};
  }
  if (url.starts_with("data:")) return fail("an image whose data URL is no base64");
  return ImagePart{"", "", std::move(url)};
}

// {"file": {"file_data": "data:application/pdf;base64,...", "filename": "..."}}
Result<Part> decode_file(const JsonDoc& doc, const JsonSpan& part) {
  const JsonSpan file = doc.child(part, "file").value_or(JsonSpan());
  if (!text_at(doc, file, "file_id").empty()) {
    return fail("a file by its id cannot be translated: only its own vendor has it");
  }
  const std::string url = text_at(doc, file, "file_data");
  const auto data = read_data_url(url);
  if (!data) return fail("a file part without base64 data");
  DocumentPart document;
  document.media_type = data->media_type;
  document.title = text_at(doc, file, "filename");
  if (!document.media_type.starts_with("text/")) {
    document.base64 = data->base64;
    return document;
  }
  std::optional<std::string> text = decode_base64(data->base64);
  if (!text) return fail("a text file whose data is no base64");
  document.text = std::move(*text);
  return document;
}

// Mistral's own: {"type":"thinking","thinking":[{"type":"text","text":"..."}]}.
Part decode_thinking(const JsonDoc& doc, const JsonSpan& part) {
  ThinkingPart thinking{text_at(doc, part, "thinking"), "", false};
  const auto list = doc.child(part, "thinking");
  if (!list) return thinking;
  for (const JsonSpan& piece : doc.children(*list))
    thinking.text += text_at(doc, piece, "text");
  return thinking;
}

Result<Part> decode_part(const JsonDoc& doc, const JsonSpan& part) {
  const std::string_view whole = part.in(doc.text());
  if (whole.starts_with('"')) return TextPart{json_text(whole)};
  const std::string type = text_at(doc, part, "type");
  if (type == "text") return TextPart{text_at(doc, part, "text")};
  if (type == "refusal") return TextPart{text_at(doc, part, "refusal")};
  if (type == "image_url") return decode_image(doc, part);
  if (type == "file") return decode_file(doc, part);
  if (type == "thinking") return decode_thinking(doc, part);
  if (type == "input_audio") return fail("audio cannot be translated");
  return fail("a content part of the type '" + type + "' cannot be translated");
}

bool is_empty_text(const Part& part) {
  const auto* text = std::get_if<TextPart>(&part);
  return text != nullptr && text->text.empty();
}

}  // namespace

Result<std::vector<Part>> decode_content(const JsonDoc& doc, const JsonSpan& content) {
  std::vector<Part> parts;
  const std::string_view whole = content.in(doc.text());
  if (whole.starts_with('"')) {
    parts.emplace_back(TextPart{json_text(whole)});
  } else if (whole.starts_with('[')) {
    for (const JsonSpan& span : doc.children(content)) {
      Result<Part> part = decode_part(doc, span);
      if (!part) return tl::unexpected(part.error());
      parts.push_back(std::move(*part));
    }
  }
  std::erase_if(parts, is_empty_text);
  return parts;
}

std::string decode_reasoning(const JsonDoc& doc, const JsonSpan& message) {
  for (const char* key : {"reasoning_content", "reasoning"}) {
    std::string text = text_at(doc, message, key);
    if (!text.empty()) return text;
  }
  std::string joined;
  const auto details = doc.child(message, "reasoning_details");
  if (!details) return joined;
  for (const JsonSpan& detail : doc.children(*details)) {
    const std::string text = text_at(doc, detail, "text");
    joined += text.empty() ? text_at(doc, detail, "summary") : text;
  }
  return joined;
}

}  // namespace edgee::openai_chat

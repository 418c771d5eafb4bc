#include "core/dialect/anthropic/parts_decode.h"

#include <string>
#include <utility>
#include <variant>

#include "core/base/json_scan.h"
#include "core/dialect/anthropic/foreign_thinking.h"
#include "core/dialect/tool_names.h"

namespace edgee::anthropic {
namespace {

std::string text_at(std::string_view object, std::string_view key) {
  return json_text(json_at(object, key));
}

OpaquePart opaque(std::string_view block) {
  return OpaquePart{text_at(block, "type"), std::string(block)};
}

// The texts of a string or of a list of text blocks, one per line.
std::string joined_text(std::string_view content) {
  if (content.starts_with('"')) return json_text(content);
  std::string joined;
  JsonWalk walk(content);
  for (JsonSpan span; walk.next(span);) {
    const std::string text = text_at(span.in(content), "text");
    if (!joined.empty() && !text.empty()) joined += '\n';
    joined += text;
  }
  return joined;
}

Part decode_image(std::string_view block) {
  const std::string_view source = json_at(block, "source");
  ImagePart image{text_at(source, "media_type"), text_at(source, "data"), text_at(source, "url")};
  if (image.base64.empty() && image.url.empty()) return opaque(block);
  return image;
}

Part decode_document(std::string_view block) {
  const std::string_view source = json_at(block, "source");
  const std::string type = text_at(source, "type");
  DocumentPart document;
  document.media_type = text_at(source, "media_type");
  document.title = text_at(block, "title");
  if (type == "base64") document.base64 = text_at(source, "data");
  if (type == "text") document.text = text_at(source, "data");
  if (type == "content") document.text = joined_text(json_at(source, "content"));
  if (type == "url") document.url = text_at(source, "url");
  if (document.base64.empty() && document.text.empty() && document.url.empty()) {
    return opaque(block);
  }
  return document;
}

Part decode_thinking(std::string_view block) {
  ThinkingPart part{text_at(block, "thinking"), text_at(block, "signature"), false};
  if (part.signature == kForeignSignature) part.signature.clear();
  return part;
}

Part decode_tool_call(std::string_view block) {
  const std::string_view input = json_at(block, "input");
  return ToolCallPart{text_at(block, "id"), plain_tool_name(text_at(block, "name")),
                      input.empty() ? "{}" : std::string(input)};
}

// Inside a tool result; what has no other form becomes text.
std::variant<TextPart, ImagePart, DocumentPart> decode_result_item(std::string_view block) {
  const std::string type = text_at(block, "type");
  if (type == "image") {
    Part part = decode_image(block);
    if (auto* image = std::get_if<ImagePart>(&part)) return std::move(*image);
  }
  if (type == "document") {
    Part part = decode_document(block);
    if (auto* document = std::get_if<DocumentPart>(&part)) return std::move(*document);
  }
  if (type == "tool_reference") {
    return TextPart{"The tool " + plain_tool_name(text_at(block, "tool_name")) +
                    " can be used now."};
  }
  if (type == "search_result") {
    return TextPart{text_at(block, "title") + "\n" + text_at(block, "source") + "\n" +
                    joined_text(json_at(block, "content"))};
  }
  return TextPart{type == "text" ? text_at(block, "text") : std::string(block)};
}

Part decode_tool_result(std::string_view block) {
  ToolResultPart result;
  result.call_id = text_at(block, "tool_use_id");
  result.is_error = json_at(block, "is_error") == "true";
  const std::string_view content = json_at(block, "content");
  if (content.starts_with('"')) {
    result.content.emplace_back(TextPart{json_text(content)});
    return result;
  }
  JsonWalk walk(content);
  for (JsonSpan span; walk.next(span);) {
    result.content.push_back(decode_result_item(span.in(content)));
  }
  return result;
}

Part decode_block(std::string_view block) {
  const std::string type = text_at(block, "type");
  if (type == "text") return TextPart{text_at(block, "text")};
  if (type == "image") return decode_image(block);
  if (type == "document") return decode_document(block);
  if (type == "thinking") return decode_thinking(block);
  if (type == "redacted_thinking") return ThinkingPart{{}, text_at(block, "data"), true};
  if (type == "tool_use") return decode_tool_call(block);
  if (type == "tool_result") return decode_tool_result(block);
  return opaque(block);
}

bool is_empty_text(const Part& part) {
  const auto* text = std::get_if<TextPart>(&part);
  return text != nullptr && text->text.empty();
}

}  // namespace

std::vector<Part> decode_parts(std::string_view content) {
  std::vector<Part> parts;
  if (content.starts_with('"')) {
    parts.emplace_back(TextPart{json_text(content)});
  } else {
    JsonWalk walk(content);
    for (JsonSpan span; walk.next(span);)
      parts.push_back(decode_block(span.in(content)));
  }
  std::erase_if(parts, is_empty_text);
  return parts;
}

}  // namespace edgee::anthropic

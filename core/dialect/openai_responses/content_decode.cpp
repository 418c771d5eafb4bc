#include "core/dialect/openai_responses/content_decode.h"

#include <cstddef>
#include <string>
#include <utility>

#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

Result<Part> decode_image(std::string_view block) {
  std::string url = text_at(block, "image_url");
  if (url.empty()) return fail("an image is named by a file id that only its provider knows");
  const DataUrl data = read_data_url(url);
  if (data.base64.empty()) return ImagePart{{}, {}, std::move(url)};
  return ImagePart{std::string(data.media_type), std::string(data.base64), {}};
}

Result<Part> decode_file(std::string_view block) {
  DocumentPart document;
  document.title = text_at(block, "filename");
  document.url = text_at(block, "file_url");
  const std::string file = text_at(block, "file_data");
  const DataUrl data = read_data_url(file);
  document.media_type = data.base64.empty() ? "application/pdf" : std::string(data.media_type);
  document.base64 = data.base64.empty() ? file : std::string(data.base64);
  if (document.base64.empty() && document.url.empty()) {
    return fail("a file is named by an id that only its provider knows");
  }
  return document;
}

Result<Part> decode_block(std::string_view block) {
  const std::string type = text_at(block, "type");
  if (type == "input_image" || type == "computer_screenshot") return decode_image(block);
  if (type == "input_file") return decode_file(block);
  if (type == "refusal") return TextPart{text_at(block, "refusal")};
  if (type == "input_audio") return fail("audio cannot be carried to another provider");
  return TextPart{text_at(block, "text")};
}

bool is_empty_text(const Part& part) {
  const auto* text = std::get_if<TextPart>(&part);
  return text != nullptr && text->text.empty();
}

}  // namespace

std::string paragraphs(std::string_view list) {
  std::string text;
  JsonWalk walk(list);
  for (JsonSpan span; walk.next(span);) {
    const std::string part = text_at(span.in(list), "text");
    if (!text.empty() && !part.empty()) text += "\n\n";
    text += part;
  }
  return text;
}

DataUrl read_data_url(std::string_view url) {
  constexpr std::string_view kScheme = "data:";
  constexpr std::string_view kMark = ";base64,";
  const std::size_t mark = url.substr(0, 200).find(kMark);
  if (!url.starts_with(kScheme) || mark == std::string_view::npos) return {};
  std::string_view media_type = url.substr(kScheme.size(), mark - kScheme.size());
  return {media_type.substr(0, media_type.find(';')), url.substr(mark + kMark.size())};
}

Result<std::vector<Part>> decode_content(std::string_view content) {
  std::vector<Part> parts;
  if (content.starts_with('"')) {
    parts.emplace_back(TextPart{json_text(content)});
  } else {
    JsonWalk walk(content);
    for (JsonSpan span; walk.next(span);) {
      Result<Part> part = decode_block(span.in(content));
      if (!part) return tl::unexpected(part.error());
      parts.push_back(std::move(*part));
    }
  }
  std::erase_if(parts, is_empty_text);
  return parts;
}

}  // namespace edgee::openai_responses

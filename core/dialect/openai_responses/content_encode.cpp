#include "core/dialect/openai_responses/content_encode.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

using Piece = std::variant<TextPart, ImagePart, DocumentPart>;

// No character of it needs an escape; base64 is long.
void put_data_url(std::string& out, std::string_view key, std::string_view media_type,
                  std::string_view base64) {
  put_text(out, key, "data:");
  out.pop_back();
  out.append(media_type).append(";base64,").append(base64).append("\"");
}

std::string document_text(const DocumentPart& document) {
  return document.title.empty() ? document.text : document.title + "\n\n" + document.text;
}

// What can be told in words; false for what cannot.
bool put_words(const Piece& piece, std::string& text) {
  std::string words;
  if (const auto* plain = std::get_if<TextPart>(&piece)) {
    words = plain->text;
  } else {
    const auto* document = std::get_if<DocumentPart>(&piece);
    if (document == nullptr || document->text.empty()) return false;
    words = document_text(*document);
  }
  if (!text.empty()) text += '\n';
  text += words;
  return true;
}

}  // namespace

void Content::add_text(std::string_view type, std::string_view text) {
  if (text.empty()) return;
  put_comma(list_);
  list_ += '{';
  put_text(list_, "type", type);
  put_text(list_, "text", text);
  list_ += '}';
}

Result<void> Content::add(const ImagePart& image) {
  if (!target_.provider.responses.images || !target_.info.images) return fail("takes no images");
  put_comma(list_);
  list_ += R"({"type":"input_image","detail":"auto")";
  if (image.base64.empty()) {
    put_text(list_, "image_url", image.url);
  } else {
    put_data_url(list_, "image_url", image.media_type, image.base64);
  }
  list_ += '}';
  return {};
}

Result<void> Content::add(const DocumentPart& document) {
  if (!document.text.empty()) {
    add_text(document_text(document));
    return {};
  }
  if (!target_.provider.responses.files) return fail("takes no documents");
  put_comma(list_);
  list_ += R"({"type":"input_file")";
  if (document.base64.empty()) {
    put_text(list_, "file_url", document.url);
  } else {
    put_text(list_, "filename", document.title.empty() ? "document.pdf" : document.title);
    put_data_url(list_, "file_data", document.media_type, document.base64);
  }
  list_ += '}';
  return {};
}

std::string Content::take() {
  return std::exchange(list_, std::string("[")) + "]";
}

Result<std::string> encode_output(const ToolResultPart& result, const EncodeTarget& target) {
  std::string text;
  const bool all_words =
      std::all_of(result.content.begin(), result.content.end(),
                  [&text](const Piece& piece) { return put_words(piece, text); });
  if (all_words) return json_string(result.is_error ? "Error: " + text : text);
  Content content(target);
  if (result.is_error) content.add_text("Error:");
  for (const Piece& piece : result.content) {
    Result<void> added;
    if (const auto* plain = std::get_if<TextPart>(&piece)) content.add_text(plain->text);
    if (const auto* image = std::get_if<ImagePart>(&piece)) added = content.add(*image);
    if (const auto* document = std::get_if<DocumentPart>(&piece)) added = content.add(*document);
    if (!added) return tl::unexpected(added.error());
  }
  return content.take();
}

}  // namespace edgee::openai_responses

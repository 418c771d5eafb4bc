#include "core/dialect/gemini/user_parts.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/gemini/json_object.h"

namespace edgee::gemini {
namespace {

using Piece = std::variant<TextPart, ImagePart, DocumentPart>;

void append_line(std::string& words, std::string_view line) {
  if (!words.empty()) words += '\n';
  words += line;
}

std::string document_text(const DocumentPart& document) {
  return document.title.empty() ? document.text : document.title + "\n\n" + document.text;
}

bool is_attached(const Piece& piece) {
  const auto* document = std::get_if<DocumentPart>(&piece);
  return std::holds_alternative<ImagePart>(piece) ||
         (document != nullptr && document->text.empty());
}

std::string text_of(const ToolResultPart& result) {
  std::string words;
  bool attached = false;
  for (const Piece& piece : result.content) {
    attached = attached || is_attached(piece);
    if (const auto* plain = std::get_if<TextPart>(&piece)) append_line(words, plain->text);
    const auto* document = std::get_if<DocumentPart>(&piece);
    if (document != nullptr && !document->text.empty()) {
      append_line(words, document_text(*document));
    }
  }
  return words.empty() && attached ? "(attached below)" : words;
}

// https://ai.google.dev/gemini-api/docs/file-input-methods
bool is_fetched(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("gs://");
}

// By the ending of its path: a media type must stand beside an address.
std::string_view image_type(std::string_view url) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTypes{
      {{".png", "image/png"},
       {".webp", "image/webp"},
       {".gif", "image/gif"},
       {".bmp", "image/bmp"},
       {".heic", "image/heic"},
       {".heif", "image/heif"}}};
  const std::string path = lower(url.substr(0, url.find_first_of("?#")));
  const auto* found = std::find_if(kTypes.begin(), kTypes.end(),
                                   [&](const auto& row) { return path.ends_with(row.first); });
  return found == kTypes.end() ? "image/jpeg" : found->second;
}

// A response must be an object; these keys say what it holds.
std::string write_response(const OpenCall& call, std::string_view words, bool is_error,
                           bool has_ids) {
  JsonObject response;
  if (has_ids && !call.id.empty()) response.put_text("id", call.id);
  response.put_text("name", call.name);
  JsonObject said;
  said.put_text(is_error ? "error" : "output", words);
  response.put("response", std::move(said).done());
  return R"({"functionResponse":)" + std::move(response).done() + "}";
}

}  // namespace

Result<void> UserParts::add_results(const std::vector<const ToolResultPart*>& results,
                                    const std::vector<OpenCall>& calls) {
  for (const OpenCall& call : calls) {
    std::string words;
    bool found = false;
    bool is_error = false;
    for (const ToolResultPart* result : results) {
      if (result->call_id != call.id) continue;
      append_line(words, text_of(*result));
      is_error = is_error || result->is_error;
      found = true;
    }
    append_element(parts_, write_response(call, found ? words : "(no result)", is_error || !found,
                                          target_.provider.gemini.call_ids));
  }
  for (const ToolResultPart* result : results) {
    const auto call = std::find_if(calls.begin(), calls.end(), [&](const OpenCall& open) {
      return open.id == result->call_id;
    });
    if (Result<void> added = add_rest(*result, call == calls.end() ? nullptr : &*call); !added) {
      return added;
    }
  }
  return {};
}

// Pictures and files, and results that belong to no call.
Result<void> UserParts::add_rest(const ToolResultPart& result, const OpenCall* call) {
  if (call == nullptr) add_text("Result of a tool call: " + text_of(result));
  bool named = false;
  for (const Piece& piece : result.content) {
    if (!is_attached(piece)) continue;
    if (!named && call != nullptr) add_text("Part of the result of " + call->name + ":");
    named = true;
    const auto* image = std::get_if<ImagePart>(&piece);
    Result<void> added =
        image != nullptr ? add_image(*image) : add_document(*std::get_if<DocumentPart>(&piece));
    if (!added) return added;
  }
  return {};
}

Result<void> UserParts::add(const Part& part) {
  if (const auto* words = std::get_if<TextPart>(&part)) add_text(words->text);
  if (const auto* image = std::get_if<ImagePart>(&part)) return add_image(*image);
  if (const auto* document = std::get_if<DocumentPart>(&part)) return add_document(*document);
  return {};
}

void UserParts::add_text(std::string_view words) {
  if (!words.empty()) append_element(parts_, write_text_part(words));
}

Result<void> UserParts::add_image(const ImagePart& image) {
  const GeminiQuirks& quirks = target_.provider.gemini;
  if (!quirks.images || !target_.info.images) return fail("takes no images");
  if (image.url.empty()) {
    add_data(image.media_type, image.base64);
    return {};
  }
  if (!quirks.web_files || !is_fetched(image.url)) return fail("takes no images by this URL");
  add_file(image.media_type.empty() ? image_type(image.url) : image.media_type, image.url);
  return {};
}

Result<void> UserParts::add_document(const DocumentPart& document) {
  const GeminiQuirks& quirks = target_.provider.gemini;
  if (!document.text.empty()) {
    add_text(document_text(document));
    return {};
  }
  if (!quirks.documents || !target_.info.images) return fail("takes no documents");
  if (document.url.empty()) {
    add_data(document.media_type, document.base64);
    return {};
  }
  if (!quirks.web_files || !is_fetched(document.url)) {
    return fail("takes no documents by this URL");
  }
  add_file(document.media_type.empty() ? "application/pdf" : document.media_type, document.url);
  return {};
}

void UserParts::add_data(std::string_view media_type, std::string_view base64) {
  JsonObject data;
  data.put_text("mimeType", media_type).put_text("data", base64);
  append_element(parts_, R"({"inlineData":)" + std::move(data).done() + "}");
}

void UserParts::add_file(std::string_view media_type, std::string_view uri) {
  JsonObject file;
  file.put_text("mimeType", media_type).put_text("fileUri", uri);
  append_element(parts_, R"({"fileData":)" + std::move(file).done() + "}");
}

}  // namespace edgee::gemini

#include "core/dialect/openai_chat/parts.h"

#include <utility>

namespace edgee::openai_chat {
namespace {

std::string data_url(std::string_view media_type, std::string_view base64) {
  std::string url = "data:";
  url.append(media_type).append(";base64,").append(base64);
  return url;
}

}  // namespace

std::string document_text(const DocumentPart& document) {
  return document.title.empty() ? document.text : document.title + "\n\n" + document.text;
}

void Content::add_text(std::string_view text) {
  if (text.empty()) return;
  parts_.push_back({{"type", "text"}, {"text", text}});
}

Result<void> Content::add(const ImagePart& image) {
  if (!target_.provider.chat.images || !target_.info.images) return fail("takes no images");
  const std::string url = image.url.empty() ? data_url(image.media_type, image.base64) : image.url;
  parts_.push_back({{"type", "image_url"}, {"image_url", {{"url", url}}}});
  only_text_ = false;
  return {};
}

Result<void> Content::add(const DocumentPart& document) {
  if (!document.text.empty()) {
    add_text(document_text(document));
    return {};
  }
  if (!target_.provider.chat.files) return fail("takes no documents");
  if (document.base64.empty()) return fail("takes no documents by URL");
  const std::string name = document.title.empty() ? "document.pdf" : document.title;
  parts_.push_back(
      {{"type", "file"},
       {"file",
        {{"filename", name}, {"file_data", data_url(document.media_type, document.base64)}}}});
  only_text_ = false;
  return {};
}

OrderedJson Content::take() {
  OrderedJson parts = std::exchange(parts_, OrderedJson::array());
  if (!std::exchange(only_text_, true)) return parts;
  std::string text;
  for (const OrderedJson& part : parts) {
    if (!text.empty()) text += "\n\n";
    text += part["text"].get_ref<const std::string&>();
  }
  return text;
}

}  // namespace edgee::openai_chat

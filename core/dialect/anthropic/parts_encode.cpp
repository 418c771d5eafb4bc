#include "core/dialect/anthropic/parts_encode.h"

#include <utility>
#include <variant>

#include "core/base/json_quote.h"
#include "core/base/room.h"

namespace edgee::anthropic {
namespace {

std::string encode(const TextPart& part) {
  if (is_blank(part.text)) return {};  // the API refuses such
  return R"({"type":"text","text":)" + quote_json(part.text) + "}";
}

std::string data_source(std::string_view type, const std::string& media_type,
                        const std::string& data) {
  return R"({"type":)" + quote_json(type) + R"(,"media_type":)" + quote_json(media_type) +
         R"(,"data":)" + quote_json(data) + "}";
}

std::string url_source(const std::string& url) {
  return R"({"type":"url","url":)" + quote_json(url) + "}";
}

std::string encode(const ImagePart& part) {
  const std::string source =
      part.url.empty() ? data_source("base64", part.media_type, part.base64) : url_source(part.url);
  return R"({"type":"image","source":)" + source + "}";
}

std::string encode(const DocumentPart& part) {
  std::string source = url_source(part.url);
  if (!part.base64.empty()) source = data_source("base64", part.media_type, part.base64);
  if (!part.text.empty()) source = data_source("text", "text/plain", part.text);
  const std::string title =
      part.title.empty() ? std::string() : R"(,"title":)" + quote_json(part.title);
  return R"({"type":"document","source":)" + source + title + "}";
}

std::string encode(const ThinkingPart& part) {
  if (part.signature.empty()) return {};
  if (part.redacted) {
    return R"({"type":"redacted_thinking","data":)" + quote_json(part.signature) + "}";
  }
  return R"({"type":"thinking","thinking":)" + quote_json(part.text) + R"(,"signature":)" +
         quote_json(part.signature) + "}";
}

std::string encode(const ToolCallPart& part) {
  return R"({"type":"tool_use","id":)" + quote_json(part.id) + R"(,"name":)" +
         quote_json(part.name) + R"(,"input":)" +
         (part.input_json.empty() ? "{}" : part.input_json) + "}";
}

std::string encode(const ToolResultPart& part) {
  std::string items;
  for (const auto& item : part.content) {
    append_item(items, std::visit([](const auto& value) { return encode(value); }, item));
  }
  return R"({"type":"tool_result","tool_use_id":)" + quote_json(part.call_id) + R"(,"content":[)" +
         items + "]" + (part.is_error ? R"(,"is_error":true})" : "}");
}

std::string encode(const OpaquePart& part) {
  return part.json;
}

}  // namespace

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

void add_field(std::string& fields, std::string_view key, std::string_view value) {
  make_room(fields, value.size());
  append_item(fields, quote_json(key));
  fields.append(":").append(value);
}

void append_item(std::string& items, std::string_view item) {
  if (!items.empty() && !item.empty()) items += ',';
  items += item;
}

std::string encode_parts(const std::vector<Part>& parts) {
  std::string items;
  for (const Part& part : parts) {
    append_item(items, std::visit([](const auto& value) { return encode(value); }, part));
  }
  return "[" + std::move(items) + "]";
}

}  // namespace edgee::anthropic

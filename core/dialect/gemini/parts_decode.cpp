#include "core/dialect/gemini/parts_decode.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "core/base/json_scan.h"
#include "core/dialect/gemini/fields.h"

namespace edgee::gemini {
namespace {

using Attached = std::optional<std::variant<TextPart, ImagePart, DocumentPart>>;

bool is_web_address(std::string_view uri) {
  return uri.starts_with("https://") || uri.starts_with("http://");
}

// inlineData or fileData. nullopt: of a kind that has no common form.
Attached read_data(const std::string& type, std::string base64, std::string uri) {
  if (base64.empty() && !is_web_address(uri)) return std::nullopt;
  if (type.starts_with("image/")) return ImagePart{type, std::move(base64), std::move(uri)};
  if (!type.starts_with("application/") && !type.starts_with("text/")) return std::nullopt;
  DocumentPart document;
  document.media_type = type;
  document.base64 = std::move(base64);
  document.url = std::move(uri);
  return document;
}

Attached read_attached(const JsonDoc& doc, const JsonSpan& part) {
  if (const std::string_view data = value(doc, part, "inlineData"); !data.empty()) {
    return read_data(text(data, "mimeType"), text(data, "data"), {});
  }
  const std::string_view file = value(doc, part, "fileData");
  if (file.empty()) return std::nullopt;
  return read_data(text(file, "mimeType"), {}, text(file, "fileUri"));
}

// What ran said: the text under the keys that Google documents, or the whole object.
std::string result_text(std::string_view response, bool& is_error) {
  std::vector<JsonSpan> members;
  JsonWalk walk(response);
  for (JsonSpan span; walk.next(span);)
    members.push_back(span);
  if (members.size() != 1) return std::string(response);
  const std::string_view key = members.front().key;
  const std::string_view words = members.front().in(response);
  is_error = key == "error";
  if (!is_error && key != "output" && key != "result") return std::string(response);
  return words.starts_with('"') ? json_text(words) : std::string(words);
}

std::string first_key(const JsonDoc& doc, const JsonSpan& part) {
  const std::vector<JsonSpan> members = doc.children(part);
  return members.empty() ? std::string() : std::string(members.front().key);
}

}  // namespace

Message History::read(const JsonSpan& content) {
  Message message;
  const bool model = text(doc_, content, "role") == "model";
  message.role = model ? Role::assistant : Role::user;
  if (model && !in_step_) open_.clear();
  in_step_ = model;
  for (const JsonSpan& part : list(doc_, content, "parts"))
    read_part(part, message.parts);
  return message;
}

void History::read_part(const JsonSpan& part, std::vector<Part>& into) {
  if (const auto call = find(doc_, part, "functionCall")) {
    into.push_back(read_call(*call, text(doc_, part, "thoughtSignature")));
    return;
  }
  if (const auto result = find(doc_, part, "functionResponse")) {
    into.push_back(read_result(*result));
    return;
  }
  if (const std::string_view words = value(doc_, part, "text"); !words.empty()) {
    const bool thought = value(doc_, part, "thought") == "true";
    std::string said = json_text(words);
    if (said.empty()) return;
    if (thought) {
      into.emplace_back(ThinkingPart{std::move(said), {}});  // its signature is Gemini's alone
    } else {
      into.emplace_back(TextPart{std::move(said)});
    }
    return;
  }
  if (Attached attached = read_attached(doc_, part)) {
    std::visit([&into](auto& kind) { into.emplace_back(std::move(kind)); }, *attached);
  } else if (const std::string key = first_key(doc_, part);
             !key.empty() && !is_named(key, "thoughtSignature")) {
    into.emplace_back(OpaquePart{key, std::string(part.in(doc_.text()))});
  }
}

Part History::read_call(const JsonSpan& call, std::string signature) {
  const std::string given = text(doc_, call, "id");
  const std::string_view args = value(doc_, call, "args");
  ToolCallPart part;
  part.id = given.empty() ? "call_" + std::to_string(calls_) : plain_id(given);
  part.name = names_.plain(text(doc_, call, "name"));
  part.input_json = args.empty() || args == "null" ? "{}" : std::string(args);
  part.signature = std::move(signature);
  ++calls_;
  open_.push_back({part.id, part.name});
  return part;
}

// By the id; without one, the first call of that name that has no result yet.
std::string History::call_of(const std::string& id, const std::string& name) {
  const auto fits = [&](const OpenCall& call, bool by_id) {
    return !call.answered && (by_id ? call.id == id : call.name == name);
  };
  for (const bool by_id : {true, false}) {
    if (by_id != !id.empty()) continue;
    const auto found = std::find_if(open_.begin(), open_.end(),
                                    [&](const OpenCall& call) { return fits(call, by_id); });
    if (found == open_.end()) continue;
    found->answered = true;
    return found->id;
  }
  return id.empty() ? "call_unknown_" + name : id;
}

Part History::read_result(const JsonSpan& result) {
  ToolResultPart part;
  const std::string id = text(doc_, result, "id");
  part.call_id = call_of(id.empty() ? id : plain_id(id), names_.plain(text(doc_, result, "name")));
  std::string words = result_text(value(doc_, result, "response"), part.is_error);
  if (!words.empty()) part.content.emplace_back(TextPart{std::move(words)});
  for (const JsonSpan& piece : list(doc_, result, "parts")) {
    if (Attached attached = read_attached(doc_, piece)) part.content.push_back(*attached);
  }
  return part;
}

}  // namespace edgee::gemini

#include "core/dialect/gemini/contents_encode.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/json_object.h"
#include "core/base/json_quote.h"
#include "core/dialect/gemini/json_object.h"
#include "core/dialect/gemini/signatures.h"
#include "core/dialect/gemini/user_parts.h"

namespace edgee::gemini {
namespace {

// Input that is no JSON object must not run as an empty one: the tool refuses this and says so.
std::string write_args(const std::string& input) {
  if (input.find_first_not_of(" \t\r\n") == std::string::npos) return "{}";
  if (is_json_object(input)) return input;
  return R"({"unparsed_input":)" + quote_json(input) + "}";
}

class Writer {
 public:
  explicit Writer(const EncodeTarget& target) : target_(target) {}

  void put_model(std::span<const Message> turns);
  // All that stands between two turns of the model.
  [[nodiscard]] Result<void> put_between(std::span<const Message> messages);
  [[nodiscard]] std::string done();

 private:
  [[nodiscard]] std::string write_call(const ToolCallPart& call);
  [[nodiscard]] bool signs() const;

  const EncodeTarget& target_;
  std::string out_;
  std::vector<OpenCall> open_calls_;  // of the last turn of the model
  bool model_spoke_last_ = false;
};

bool Writer::signs() const {
  return target_.provider.gemini.signatures && signs_calls(target_.model) &&
         target_.info.gemini_thinking != GeminiThinking::budget;
}

std::string Writer::write_call(const ToolCallPart& call) {
  JsonObject function;
  if (target_.provider.gemini.call_ids && !call.id.empty()) function.put_text("id", call.id);
  function.put_text("name", call.name).put("args", write_args(call.input_json));
  JsonObject part;
  part.put("functionCall", std::move(function).done());
  const bool first = open_calls_.empty();
  if (signs() && !call.signature.empty()) {
    part.put_text("thoughtSignature", call.signature);
  } else if (signs() && first) {
    part.put_text("thoughtSignature", kStandIn);
  }
  open_calls_.push_back({call.id, call.name});
  return std::move(part).done();
}

void Writer::put_model(std::span<const Message> turns) {
  open_calls_.clear();
  std::string parts;
  const auto is_known = [this](const std::string& id) {
    return std::any_of(open_calls_.begin(), open_calls_.end(),
                       [&id](const OpenCall& open) { return open.id == id; });
  };
  for (const Message& turn : turns) {
    for (const Part& part : turn.parts) {
      const auto* words = std::get_if<TextPart>(&part);
      if (words != nullptr && !words->text.empty()) {
        append_element(parts, write_text_part(words->text));
      }
      const auto* call = std::get_if<ToolCallPart>(&part);
      if (call != nullptr && !is_known(call->id)) append_element(parts, write_call(*call));
    }
  }
  if (parts.empty()) return;
  // A conversation begins with the user.
  if (out_.empty()) out_ = write_content("user", write_text_part("(The beginning is left out.)"));
  append_element(out_, write_content("model", parts));
  model_spoke_last_ = true;
}

void put_late_system(const Message& message, UserParts& user) {
  std::string words;
  for (const Part& part : message.parts) {
    const auto* plain = std::get_if<TextPart>(&part);
    if (plain == nullptr) continue;
    if (!words.empty()) words += "\n\n";
    words += plain->text;
  }
  if (!words.empty()) user.add_text("<system>\n" + words + "\n</system>");
}

Result<void> Writer::put_between(std::span<const Message> messages) {
  std::vector<const ToolResultPart*> results;
  for (const Message& message : messages) {
    for (const Part& part : message.parts) {
      if (const auto* result = std::get_if<ToolResultPart>(&part)) results.push_back(result);
    }
  }
  UserParts user(target_);
  const std::vector<OpenCall> calls = std::exchange(open_calls_, {});
  if (Result<void> added = user.add_results(results, calls); !added) return added;
  for (const Message& message : messages) {
    if (message.role == Role::system) {
      put_late_system(message, user);
      continue;
    }
    for (const Part& part : message.parts) {
      if (Result<void> added = user.add(part); !added) return added;
    }
  }
  if (user.parts().empty()) return {};
  append_element(out_, write_content("user", user.parts()));
  model_spoke_last_ = false;
  return {};
}

// A conversation ends with the user.
std::string Writer::done() {
  if (model_spoke_last_) append_element(out_, write_content("user", write_text_part("(Go on.)")));
  return "[" + std::move(out_) + "]";
}

}  // namespace

Result<std::string> encode_contents(const Conversation& conversation, const EncodeTarget& target) {
  Writer writer(target);
  const std::span<const Message> all(conversation.messages);
  std::size_t at = 0;
  while (at < all.size()) {
    const bool model = all[at].role == Role::assistant;
    std::size_t end = at;
    while (end < all.size() && (all[end].role == Role::assistant) == model)
      ++end;
    const std::span<const Message> run = all.subspan(at, end - at);
    if (model) {
      writer.put_model(run);
    } else if (Result<void> put = writer.put_between(run); !put) {
      return tl::unexpected(put.error());
    }
    at = end;
  }
  if (Result<void> put = writer.put_between({}); !put) return tl::unexpected(put.error());
  return writer.done();
}

}  // namespace edgee::gemini

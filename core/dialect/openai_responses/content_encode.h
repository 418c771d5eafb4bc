// Parts of a conversation as the content of messages and of tool outputs. For one request.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_responses {

// A list of content blocks that grows. Errors say what the target cannot take.
class Content {
 public:
  explicit Content(const EncodeTarget& target) : target_(target) {}

  void add_text(std::string_view text) { add_text("input_text", text); }
  void add_text(std::string_view type, std::string_view text);
  [[nodiscard]] Result<void> add(const ImagePart& image);
  [[nodiscard]] Result<void> add(const DocumentPart& document);

  [[nodiscard]] bool empty() const { return list_.size() == 1; }
  // The list; another one begins.
  [[nodiscard]] std::string take();

 private:
  const EncodeTarget& target_;
  std::string list_ = "[";
};

// The value of an output: a string, or a list when something cannot be told in words. Nobody but
// the reader knows of an error, so its text begins with "Error: ".
[[nodiscard]] Result<std::string> encode_output(const ToolResultPart& result,
                                                const EncodeTarget& target);

}  // namespace edgee::openai_responses

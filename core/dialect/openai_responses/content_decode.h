// The content of messages and of tool outputs as parts. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/conversation.h"

namespace edgee::openai_responses {

// A string, or a list of input_text, output_text, refusal, input_image and input_file. An error
// when a file is only named by its id: nobody but its provider has it.
[[nodiscard]] Result<std::vector<Part>> decode_content(std::string_view content);

// The texts of a list of parts ("summary", "content" of reasoning), a blank line between them.
[[nodiscard]] std::string paragraphs(std::string_view list);

// "data:image/png;base64,AAAA" in its two halves; both empty for other URLs.
struct DataUrl {
  std::string_view media_type;
  std::string_view base64;
};
[[nodiscard]] DataUrl read_data_url(std::string_view url);

}  // namespace edgee::openai_responses

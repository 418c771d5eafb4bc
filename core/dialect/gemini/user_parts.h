// What the user's side of a Gemini conversation holds: results of calls, words, pictures, files.
// For one content and one thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::gemini {

struct OpenCall {
  std::string id;
  std::string name;
};

class UserParts {
 public:
  explicit UserParts(const EncodeTarget& target) : target_(target) {}  // must outlive this

  // One response for each call, in their order; then what a response cannot hold.
  [[nodiscard]] Result<void> add_results(const std::vector<const ToolResultPart*>& results,
                                         const std::vector<OpenCall>& calls);
  [[nodiscard]] Result<void> add(const Part& part);
  void add_text(std::string_view words);

  [[nodiscard]] const std::string& parts() const { return parts_; }

 private:
  [[nodiscard]] Result<void> add_image(const ImagePart& image);
  [[nodiscard]] Result<void> add_document(const DocumentPart& document);
  [[nodiscard]] Result<void> add_rest(const ToolResultPart& result, const OpenCall* call);
  void add_data(std::string_view media_type, std::string_view base64);
  void add_file(std::string_view media_type, std::string_view uri);

  const EncodeTarget& target_;
  std::string parts_;
};

}  // namespace edgee::gemini

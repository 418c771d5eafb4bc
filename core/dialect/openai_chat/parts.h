// User content as Chat writes it. For one request and one thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_chat {

// Collects pieces; texts alone become one string, which every server understands.
class Content {
 public:
  explicit Content(const EncodeTarget& target) : target_(target) {}  // must outlive this

  void add_text(std::string_view text);
  [[nodiscard]] Result<void> add(const ImagePart& image);
  [[nodiscard]] Result<void> add(const DocumentPart& document);

  [[nodiscard]] bool empty() const { return parts_.empty(); }
  // Leaves it empty.
  [[nodiscard]] OrderedJson take();

 private:
  const EncodeTarget& target_;
  OrderedJson parts_ = OrderedJson::array();
  bool only_text_ = true;
};

// A document that is text, with its title above it.
[[nodiscard]] std::string document_text(const DocumentPart& document);

}  // namespace edgee::openai_chat

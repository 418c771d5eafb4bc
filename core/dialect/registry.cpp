#include <algorithm>
#include <array>

#include "core/dialect/anthropic/anthropic.h"
#include "core/dialect/dialect.h"
#include "core/dialect/gemini/gemini.h"
#include "core/dialect/openai_chat/openai_chat.h"
#include "core/dialect/openai_responses/openai_responses.h"

namespace edgee {
namespace {

// One row per dialect that is built.
const std::array<const Dialect*, 4>& rows() {
  static const std::array<const Dialect*, 4> kRows{&anthropic_dialect(), &openai_chat_dialect(),
                                                   &openai_responses_dialect(), &gemini_dialect()};
  return kRows;
}

}  // namespace

const Dialect* find_dialect(DialectId id) {
  const auto* found = std::find_if(rows().begin(), rows().end(),
                                   [id](const Dialect* dialect) { return dialect->id == id; });
  return found == rows().end() ? nullptr : *found;
}

const std::vector<DialectId>& known_dialects() {
  static const std::vector<DialectId> kKnown = [] {
    std::vector<DialectId> ids;
    for (const Dialect* dialect : rows())
      ids.push_back(dialect->id);
    return ids;
  }();
  return kKnown;
}

}  // namespace edgee

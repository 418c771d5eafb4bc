#include "core/dialect/openai_responses/effort.h"

#include <algorithm>
#include <vector>

#include "core/base/text.h"
#include "core/dialect/effort.h"

namespace edgee::openai_responses {
namespace {

bool always_reasons(const EncodeTarget& target) {
  const std::vector<std::string>& globs = target.provider.responses.always_reasons;
  return std::any_of(globs.begin(), globs.end(), [&target](const std::string& glob) {
    return matches_glob(glob, target.model);
  });
}

}  // namespace

std::string effort_for(std::string_view wish, const EncodeTarget& target) {
  if (wish.empty()) return {};
  return nearest_effort(wish, target.provider.responses.efforts, always_reasons(target));
}

}  // namespace edgee::openai_responses

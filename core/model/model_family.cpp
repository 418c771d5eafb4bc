#include "core/model/model_family.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace edgee {

std::string model_family(std::string_view model) {
  constexpr std::array<std::string_view, 5> kFamilies{"opus", "sonnet", "haiku", "fable", "mythos"};
  const auto* const found = std::find_if(
      kFamilies.begin(), kFamilies.end(),
      [model](std::string_view family) { return contains_ignoring_case(model, family); });
  return found == kFamilies.end() ? lower(model) : std::string(*found);
}

}  // namespace edgee

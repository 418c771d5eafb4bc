#include "core/agents/claude_schema.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace edgee {
namespace {

struct Field {
  std::string_view name;
  bool (Json::*is_right)() const noexcept;
};

constexpr std::array kFields{Field{"permissions", &Json::is_object},
                             Field{"statusLine", &Json::is_object},
                             Field{"enabledPlugins", &Json::is_object},
                             Field{"sandbox", &Json::is_object},
                             Field{"model", &Json::is_string},
                             Field{"apiKeyHelper", &Json::is_string},
                             Field{"outputStyle", &Json::is_string},
                             Field{"includeCoAuthoredBy", &Json::is_boolean},
                             Field{"cleanupPeriodDays", &Json::is_number}};
constexpr std::array kRuleLists{Field{"allow", &Json::is_array}, Field{"deny", &Json::is_array},
                                Field{"ask", &Json::is_array}};

template <class Fields>
bool has_right_types(const Json& object, const Fields& fields) {
  return std::all_of(fields.begin(), fields.end(), [&object](const Field& field) {
    const auto found = object.find(field.name);
    return found == object.end() || ((*found).*(field.is_right))();
  });
}

}  // namespace

bool is_claude_settings(const Json& settings) {
  return settings.is_object() && has_right_types(settings, kFields) &&
         has_right_types(member(settings, "permissions"), kRuleLists);
}

}  // namespace edgee

#include "core/model/dialect_id.h"

#include <array>
#include <utility>

namespace edgee {
namespace {

constexpr std::array<std::pair<DialectId, std::string_view>, 4> kNames{{
    {DialectId::anthropic_messages, "anthropic-messages"},
    {DialectId::openai_chat, "openai-chat"},
    {DialectId::openai_responses, "openai-responses"},
    {DialectId::gemini, "gemini"},
}};

}  // namespace

std::string_view to_string(DialectId dialect) {
  for (const auto& [id, name] : kNames) {
    if (id == dialect) return name;
  }
  return "";
}

std::optional<DialectId> parse_dialect(std::string_view name) {
  for (const auto& [id, text] : kNames) {
    if (text == name) return id;
  }
  return std::nullopt;
}

}  // namespace edgee

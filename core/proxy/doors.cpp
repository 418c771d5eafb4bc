#include "core/proxy/doors.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "core/dialect/dialect.h"

namespace edgee {
namespace {

// What the paths of each dialect's clients begin with, also those that lead nowhere. The first row
// that fits counts.
struct Suggestion {
  std::string_view begin;
  DialectId dialect;
};
constexpr std::array<Suggestion, 6> kSuggestions{{
    {"/v1/messages", DialectId::anthropic_messages},
    {"/v1/responses", DialectId::openai_responses},
    {"/responses", DialectId::openai_responses},
    {"/v1/chat/", DialectId::openai_chat},
    {"/chat/", DialectId::openai_chat},
    {"/v1beta/", DialectId::gemini},
}};

// Clients of all dialects but Gemini's ask for their models at one path.
constexpr std::string_view kModels = "/v1/models";
constexpr std::string_view kGeminiModels = "/v1beta/models";

std::optional<DialectId> suggested(std::string_view path) {
  for (const Suggestion& row : kSuggestions) {
    if (path.starts_with(row.begin)) return row.dialect;
  }
  return std::nullopt;
}

const Dialect* open_dialect(std::string_view path) {
  for (const DialectId id : known_dialects()) {
    const Dialect& dialect = *find_dialect(id);
    if (has_agent_side(dialect) && dialect.is_model_path(path)) return &dialect;
  }
  return nullptr;
}

bool is_token_count(std::string_view path) {
  return path == "/v1/messages/count_tokens" ||
         (path.starts_with(kGeminiModels) && path.ends_with(":countTokens"));
}

bool is_responses(std::string_view path) {
  return path == "/v1/responses" || path == "/responses";
}

}  // namespace

bool has_agent_side(const Dialect& dialect) {
  return dialect.is_model_path != nullptr && dialect.walk_request != nullptr &&
         dialect.read_request != nullptr && dialect.decode_request != nullptr &&
         dialect.make_encoder != nullptr;
}

Door find_door(std::string_view method, std::string_view path, const HeaderList& headers,
               DialectId usual) {
  Door door{DoorKind::none, suggested(path).value_or(usual)};
  if (method == "POST") {
    if (const Dialect* const open = open_dialect(path)) return {DoorKind::model_request, open->id};
    if (is_token_count(path)) door.kind = DoorKind::vendor_query;
  } else if (method == "GET" && path == kModels) {
    door.kind = DoorKind::model_list;
    const bool names_version = find_header(headers, "anthropic-version") != nullptr;
    if (names_version) door.dialect = DialectId::anthropic_messages;
  } else if (method == "GET" && path == kGeminiModels) {
    door.kind = DoorKind::model_list;
  } else if (method == "GET" && is_responses(path)) {
    door.kind = DoorKind::web_socket;
  }
  return door;
}

const Dialect& error_dialect(DialectId wanted) {
  // The two of OpenAI share one envelope.
  for (const DialectId id :
       {wanted, wanted == DialectId::openai_responses ? DialectId::openai_chat : wanted}) {
    const Dialect* const dialect = find_dialect(id);
    if (dialect != nullptr && dialect->encode_error != nullptr) return *dialect;
  }
  return *find_dialect(DialectId::anthropic_messages);
}

}  // namespace edgee

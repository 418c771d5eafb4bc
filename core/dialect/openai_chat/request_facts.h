// The few facts of an agent's Chat request that decisions need, by scanning it. Pure.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/model/headers.h"
#include "core/model/request.h"

namespace edgee::openai_chat {

// OpenAI refuses longer ids of tool calls (400 string_above_max_length), which others make.
inline constexpr std::size_t kLongestToolId = 40;

// Schemas and arguments are not the request's own structure: they count as a whole.
[[nodiscard]] JsonDoc walk_request(std::string_view raw);

// What a malformed request lacks, in words for the agent's user.
[[nodiscard]] Result<void> check_request(const JsonDoc& request);
[[nodiscard]] Result<RequestFacts> read_request(const JsonDoc& request, const HeaderList& headers,
                                                const AgentProfile& agent);

// The text of a string member; "" when there is none.
[[nodiscard]] inline std::string text_at(const JsonDoc& doc, const JsonSpan& object,
                                         std::string_view key) {
  return json_text(doc.value(object, key));
}

}  // namespace edgee::openai_chat

// One session: an agent works through an intended session against three providers, of which two
// fail anywhere by chance, or the first in one place, over the real gateway on fakes. What the
// agent keeps is judged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tests/support/answer_break.h"

namespace edgee {

// The last three take nothing back, and speak other dialects than Messages.
enum class AgentKind { claude_code, sdk, codex, chat_client, gemini_client };
inline constexpr std::array kAgentKinds{AgentKind::claude_code, AgentKind::sdk, AgentKind::codex,
                                        AgentKind::chat_client, AgentKind::gemini_client};
inline constexpr std::array kDialects{DialectId::anthropic_messages, DialectId::openai_chat,
                                      DialectId::openai_responses, DialectId::gemini};
[[nodiscard]] DialectId dialect_of(AgentKind agent);

// The one break of a session: in the first answer of the first provider, which comes to the place.
struct OneBreak {
  model::Place place = model::Place::text;
  model::Tail tail = model::Tail::reset;
};

struct SeamCase {
  std::uint64_t seed = 0;
  AgentKind agent = AgentKind::claude_code;
  // The first provider is the agent's own vendor where it speaks the agent's dialect.
  DialectId first = DialectId::anthropic_messages;
  DialectId second = DialectId::anthropic_messages;
  DialectId third = DialectId::anthropic_messages;
  std::vector<model::Cause> causes;     // each as likely as the others
  std::optional<OneBreak> one_break;    // then there are no others
  std::optional<model::Script> script;  // nullopt: one by the seed
  std::size_t oversized = std::size_t{8} * 1024 * 1024 + 64;
};

// Agent and dialects by the seed.
[[nodiscard]] SeamCase make_seam_case(std::uint64_t seed, std::span<const model::Cause> causes);

struct SeamResult {
  std::vector<std::string> complaints;  // none: every promise was kept
  std::vector<std::string> story;       // who was asked, and how it broke
  std::vector<std::string> asked;       // who was asked, by name
  std::vector<std::string> seams;       // of each attempt, as the ledger names it
  bool broke = false;                   // the one break came
};

[[nodiscard]] SeamResult run_seam_case(const SeamCase& given);

[[nodiscard]] std::string describe(const SeamCase& given);

}  // namespace edgee

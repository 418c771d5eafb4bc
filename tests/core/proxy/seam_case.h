// One session by chance: an agent works through an intended session against three providers, of
// which two fail anywhere, over the real gateway on fakes. What the agent keeps is judged.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tests/support/answer_break.h"

namespace edgee {

enum class AgentKind { claude_code, sdk };

struct SeamCase {
  std::uint64_t seed = 0;
  AgentKind agent = AgentKind::claude_code;
  DialectId second = DialectId::anthropic_messages;
  DialectId third = DialectId::anthropic_messages;
  std::vector<model::Cause> causes;  // each as likely as the others
  std::size_t oversized = std::size_t{8} * 1024 * 1024 + 64;
};

// Agent and dialects by the seed.
[[nodiscard]] SeamCase make_seam_case(std::uint64_t seed, std::span<const model::Cause> causes);

struct SeamResult {
  std::vector<std::string> complaints;  // none: every promise was kept
  std::vector<std::string> story;       // who was asked, and how it broke
};

[[nodiscard]] SeamResult run_seam_case(const SeamCase& given);

[[nodiscard]] std::string describe(const SeamCase& given);

}  // namespace edgee

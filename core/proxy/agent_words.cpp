#include "core/proxy/agent_words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr int kOverloaded = 529;  // Anthropic's own status, which is nobody else's

// How agents of a dialect take a failure (agents.md 2).
struct Manners {
  DialectId dialect;
  int overloaded;
  // What stops them at once; 0 = "x-should-retry: false" does, whatever the status. Codex tries a
  // 5xx thirty times and OpenCode six times; both leave a 400 alone.
  int permanent;
  // Where the wait must stand in words, since the error may come in the stream: before and behind
  // the seconds. "" = the header is enough.
  std::string_view before_wait;
};
constexpr std::array<Manners, 4> kManners{{
    {DialectId::anthropic_messages, 529, 0, ""},
    {DialectId::openai_chat, 503, 400, ""},
    {DialectId::openai_responses, 503, 400, "Please try again in "},
    {DialectId::gemini, 503, 400, "Please retry in "},
}};

// Words without which a failure is not recognised for what it is, put in front where they are
// missing (wire.md 1.4, 2.1, 3.5, 5.5).
struct Token {
  DialectId dialect;
  FailureKind kind;
  std::string_view words;
};
constexpr std::array<Token, 4> kTokens{{
    {DialectId::anthropic_messages, FailureKind::window_overflow, "prompt is too long"},
    {DialectId::openai_chat, FailureKind::window_overflow, "maximum context length exceeded"},
    {DialectId::openai_responses, FailureKind::window_overflow,
     "Your input exceeds the context window of this model"},
    {DialectId::gemini, FailureKind::window_overflow,
     "The input token count exceeds the maximum number of tokens allowed"},
}};

const Manners& manners_of(DialectId dialect) {
  return *std::find_if(kManners.begin(), kManners.end(),
                       [dialect](const Manners& row) { return row.dialect == dialect; });
}

std::string with_token(DialectId dialect, FailureKind kind, std::string message) {
  for (const Token& row : kTokens) {
    if (row.dialect != dialect || row.kind != kind) continue;
    // At the start: agents look for it there.
    if (message.size() >= row.words.size() &&
        equals_ignoring_case(std::string_view(message).substr(0, row.words.size()), row.words)) {
      return message;
    }
    return std::string(row.words) + ": " + std::move(message);
  }
  return message;
}

}  // namespace

AgentWords agent_words(DialectId dialect, ToSay say) {
  const Manners& manners = manners_of(dialect);
  AgentWords words{say.status, std::move(say.message)};
  if (words.status == kOverloaded) words.status = manners.overloaded;
  const bool stops = say.permanent && manners.permanent != 0 && words.status >= 500;
  if (stops) words.status = manners.permanent;
  if (say.kind) words.message = with_token(dialect, *say.kind, std::move(words.message));
  if (say.retry_after && !manners.before_wait.empty()) {
    words.message +=
        ". " + std::string(manners.before_wait) + std::to_string(*say.retry_after) + "s.";
  }
  return words;
}

}  // namespace edgee

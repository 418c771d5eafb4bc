#include "core/proxy/final_answer.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/proxy/agent_words.h"

namespace edgee {
namespace {

HeaderList own_headers(const HeaderList& upstream) {
  HeaderList headers;
  for (const Header& header : upstream) {
    if (is_hop_by_hop(header.name) || equals_ignoring_case(header.name, "content-length")) continue;
    headers.push_back(header);
  }
  return headers;
}

std::string words_of(const StepFailure& failure) {
  if (!failure.facts.message.empty()) return failure.facts.message;
  return std::string(to_string(failure.facts.kind));
}

// "" for a chain that is not pinned, or has nobody else.
std::string about_the_pin(const ChainStory& story) {
  if (story.pinned_before.empty()) return "";
  return "the chain is pinned to its first step; without that, " + story.pinned_before +
         " would have been asked";
}

std::string sentence(const FinalWord& word, const ChainStory& story) {
  if (word.failure == nullptr) {
    if (!story.stopped.empty()) return "edgee: " + story.stopped;
    std::string text = "edgee: no step of the chain can take this request";
    for (const SkippedStep& step : story.skipped) {
      text += "; " + step.target.name() + ": " + step.reason;
    }
    if (!story.pinned_before.empty()) return text + "; " + about_the_pin(story);
    return text + ". See `edgee chain check`";
  }
  std::string text = words_of(*word.failure);
  if (!story.stopped.empty()) return text + " (edgee: " + story.stopped + ")";
  if (!story.pinned_before.empty()) {
    return text + " (edgee: " + about_the_pin(story) + ")";
  }
  if (story.failures.size() > 1) {
    text += " (edgee: all steps of the chain failed, see `edgee log`)";
  }
  return text;
}

// Nobody was asked, since no window is large enough: the agent can shorten what it says.
bool fits_nobody(const FinalWord& word, const ChainStory& story) {
  if (word.failure != nullptr || !story.stopped.empty()) return false;
  return std::any_of(story.skipped.begin(), story.skipped.end(),
                     [](const SkippedStep& step) { return step.too_small; });
}

AgentWords words_for_agent(const FinalWord& word, const ChainStory& story, DialectId dialect) {
  std::string message = sentence(word, story);
  if (word.own) return {word.status, std::move(message)};
  const int status = fits_nobody(word, story) ? 400 : word.status;
  return agent_words(dialect, {status, final_kind(word, story), std::move(message), word.permanent,
                               word.retry_after});
}

}  // namespace

std::optional<FailureKind> final_kind(const FinalWord& word, const ChainStory& story) {
  if (fits_nobody(word, story)) return FailureKind::window_overflow;
  if (word.failure == nullptr) return std::nullopt;
  return word.failure->facts.kind;
}

// None of the words by which an agent would know an overflow.
void say_it_is_hopeless(int times, const Dialect& dialect, AgentReply& reply) {
  constexpr int kNotAgain = 400;
  const std::string message = "edgee: no model of the chain can take this conversation, and " +
                              std::to_string(times) +
                              " attempts to shorten it did not help. Begin a new one.";
  const HeaderList headers{{"content-type", "application/json"}, {"x-should-retry", "false"}};
  reply.error(kNotAgain, headers,
              dialect.encode_error(kNotAgain, FailureKind::bad_request, message),
              FailureKind::bad_request, message);
}

void say_one(const StepFailure& failure, const Dialect& dialect, int attempts, AgentReply& reply) {
  if (failure.agent_step && failure.status > 0) {
    HeaderList headers = own_headers(failure.headers);
    headers.push_back({"x-edgee-attempts", std::to_string(attempts)});
    reply.error(failure.status, headers, failure.body, failure.facts.kind, words_of(failure));
    return;
  }
  FinalWord word;
  word.failure = &failure;
  word.status = failure.status >= 500 ? failure.status : 502;
  const std::vector<StepFailure> only{failure};
  say_last(word, {only, {}, attempts}, dialect, reply);
}

void say_last(const FinalWord& word, const ChainStory& story, const Dialect& dialect,
              AgentReply& reply) {
  const AgentWords said = words_for_agent(word, story, dialect.id);
  const std::optional<FailureKind> kind = final_kind(word, story);
  HeaderList headers{{"content-type", "application/json"}};
  std::string body;
  if (word.own) headers = own_headers(word.failure->headers);
  if (word.verbatim && story.pinned_before.empty() && story.stopped.empty()) {
    body = word.failure->body;
  } else {
    set_header(headers, "content-type", "application/json");
    body = dialect.encode_error(said.status, kind, said.message);
  }
  if (word.permanent) set_header(headers, "x-should-retry", "false");
  if (word.retry_after && find_header(headers, "retry-after") == nullptr) {
    headers.push_back({"retry-after", std::to_string(*word.retry_after)});
  }
  headers.push_back({"x-edgee-attempts", std::to_string(story.attempts)});
  reply.error(said.status, headers, body, kind, said.message, story.event);
}

}  // namespace edgee

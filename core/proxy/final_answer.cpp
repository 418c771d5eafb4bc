#include "core/proxy/final_answer.h"

#include "core/base/text.h"

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

}  // namespace

void say_one(const StepFailure& failure, const Dialect& dialect, int attempts, AgentReply& reply) {
  if (failure.agent_step && failure.status > 0) {
    HeaderList headers = own_headers(failure.headers);
    headers.push_back({"x-edgee-attempts", std::to_string(attempts)});
    reply.error(failure.status, headers, failure.body, words_of(failure));
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
  const std::string message = sentence(word, story);
  HeaderList headers{{"content-type", "application/json"}};
  std::string body;
  if (word.own) headers = own_headers(word.failure->headers);
  if (word.verbatim && story.pinned_before.empty() && story.stopped.empty()) {
    body = word.failure->body;
  } else {
    set_header(headers, "content-type", "application/json");
    body = dialect.encode_error(word.status, message);
  }
  if (word.permanent) set_header(headers, "x-should-retry", "false");
  if (word.retry_after && find_header(headers, "retry-after") == nullptr) {
    headers.push_back({"retry-after", std::to_string(*word.retry_after)});
  }
  headers.push_back({"x-edgee-attempts", std::to_string(story.attempts)});
  reply.error(word.status, headers, body, message, story.event);
}

}  // namespace edgee

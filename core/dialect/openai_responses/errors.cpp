#include "core/dialect/openai_responses/errors.h"

#include "core/dialect/openai_responses/error_codes.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

std::string code_literal(const ErrorCode& code) {
  return code.code.empty() ? "null" : json_string(code.code);
}

std::string_view word_of(const ErrorCode& code) {
  return code.code.empty() ? code.type : code.code;
}

std::string error_object(const ErrorCode& code, std::string_view message) {
  return R"({"code":)" + json_string(word_of(code)) + R"(,"message":)" + json_string(message) + "}";
}

// A response without an answer. Its id is new each time for nobody keeps it.
std::string failed_events(const ErrorCode& code, std::string_view message, std::string_view id,
                          std::string_view model, long long sequence) {
  const std::string_view word = word_of(code);
  const std::string number = std::to_string(sequence);
  const std::string next = std::to_string(sequence + 1);
  return R"(event: response.failed
data: {"type":"response.failed","sequence_number":)" +
         number + R"(,"response":{"id":)" + json_string(id) +
         R"(,"object":"response","created_at":0,"status":"failed","error":)" +
         error_object(code, message) + R"(,"incomplete_details":null,"model":)" +
         json_string(model) + R"(,"output":[],"usage":null,"metadata":{}}})" +
         "\n\nevent: error\ndata: {\"type\":\"error\",\"sequence_number\":" + next + R"(,"code":)" +
         json_string(word) + R"(,"message":)" + json_string(message) +
         R"(,"param":null,"error":{"type":)" + json_string(code.type) + R"(,"code":)" +
         json_string(word) + R"(,"message":)" + json_string(message) + R"(,"param":null}})" +
         "\n\n";
}

// Codex waits as long as these words say.
std::string with_wait(std::string message, std::optional<Duration> wait) {
  if (!wait || message.find("try again in") != std::string::npos) return message;
  const auto ms = wait->count();
  std::string seconds = std::to_string(ms / 1000);
  if (ms % 1000 >= 100) seconds += "." + std::to_string(ms % 1000 / 100);
  return message + " Please try again in " + seconds + "s.";
}

std::string words_of(const FailureFacts& facts) {
  std::string message = facts.message.empty() ? std::string(to_string(facts.kind)) : facts.message;
  if (facts.kind != FailureKind::throttled) return message;
  return with_wait(std::move(message), facts.retry_after);
}

}  // namespace

std::string encode_error(int status, std::optional<FailureKind> kind, std::string_view message) {
  const ErrorCode code = error_code(status, kind);
  return R"({"error":{"message":)" + json_string(message) + R"(,"type":)" + json_string(code.type) +
         R"(,"param":null,"code":)" + code_literal(code) + "}}";
}

std::string encode_error_event(int status, std::optional<FailureKind> kind,
                               std::string_view message) {
  return failed_events(error_code(status, kind), message, "resp_edgee_failed", "", 0);
}

std::string encode_fault(const FailureFacts& facts, std::string_view response_id,
                         std::string_view model, long long sequence) {
  return failed_events(error_code(500, facts.kind), words_of(facts), response_id, model, sequence);
}

std::string write_error(const FailureFacts& facts) {
  return error_object(error_code(500, facts.kind), words_of(facts));
}

}  // namespace edgee::openai_responses

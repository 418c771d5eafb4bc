#include "tests/bench/translate/requests.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "tests/bench/load/body.h"
#include "tests/bench/translate/memory.h"
#include "tests/bench/translate/timing.h"

namespace edgee::bench {
namespace {

constexpr std::size_t kBytes = std::size_t{1024} * 1024;
constexpr int kTimes = 11;

std::string translate(const Request& claude, DialectId target) {
  static const Provider kProvider;
  static const ModelInfo kModel;
  const EncodeTarget encode{kProvider, kModel, "a-model", "session"};
  const auto conversation = find_dialect(claude.dialect)->decode_request(claude);
  if (!conversation) std::abort();
  auto body = find_dialect(target)->encode_request(*conversation, encode);
  if (!body) std::abort();
  return *std::move(body);
}

}  // namespace

Request claude_code_request() {
  Request request;
  request.method = "POST";
  request.path = "/v1/messages";
  request.raw = make_body("claude-opus-4-8", kBytes, true);
  request.facts.model = "claude-opus-4-8";
  request.facts.stream = true;
  return request;
}

Request request_in(DialectId dialect, const Request& claude) {
  Request request = claude;
  request.dialect = dialect;
  request.query = dialect == DialectId::gemini ? "alt=sse" : "";
  if (dialect != claude.dialect) request.raw = translate(claude, dialect);
  return request;
}

RequestCost cost_of_request(const Request& claude, DialectId target) {
  const auto size = static_cast<double>(claude.raw.size());
  RequestCost cost;
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    const std::size_t before = heap_in_use();
    restart_peak();
    const auto start = Clock::now();
    const std::string body = translate(claude, target);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    if (body.size() < kBytes / 2) std::abort();  // it has lost something
    cost.memory = std::max(cost.memory, 1 + static_cast<double>(heap_peak() - before) / size);
  }
  cost.ms = median(std::move(times));
  return cost;
}

}  // namespace edgee::bench

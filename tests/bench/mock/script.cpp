#include "tests/bench/mock/script.h"

#include <algorithm>
#include <charconv>

namespace edgee::bench {
namespace {

constexpr std::string_view kPrefix = "bench-";
constexpr std::int64_t kNsPerMs = 1'000'000;
constexpr std::size_t kTail = 64;

// Top-level keys are not told from nested ones: the bodies are the benchmark's own.
std::string_view model_of(std::string_view body) {
  constexpr std::string_view kKey = "\"model\":\"";
  const std::size_t begin = body.find(kKey);
  if (begin == std::string_view::npos) return {};
  const std::string_view value = body.substr(begin + kKey.size(), kTail);
  return value.substr(0, value.find('"'));
}

// Last in the bodies of the load client, anywhere in a translated one.
bool streams(std::string_view body) {
  constexpr std::string_view kFlag = "\"stream\":true";
  const std::string_view tail = body.substr(body.size() - std::min(body.size(), kTail));
  return tail.find(kFlag) != std::string_view::npos || body.find(kFlag) != std::string_view::npos;
}

int number_after(std::string_view text, std::string_view mark, int otherwise) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return otherwise;
  const std::string_view digits = text.substr(at + mark.size());
  int value = otherwise;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Script read_script(std::string_view path, std::string_view body) {
  Script script{.stream = streams(body)};
  if (path.find("/chat/completions") != std::string_view::npos)
    script.dialect = Dialect::openai_chat;
  std::string_view model = model_of(body);
  if (!model.starts_with(kPrefix)) return script;
  model.remove_prefix(kPrefix.size());
  script.id = number_after(model, "-id", -1);
  script.events_per_block = number_after(model, "-blocks", 0);
  if (model.starts_with("fast")) {
    script.manner = Manner::fast;
  } else if (model.starts_with("paced-")) {
    script.manner = Manner::paced;
    script.interval_ns = number_after(model, "paced-", 1) * kNsPerMs;
    script.events = number_after(model, "ms-", 1);
  } else if (model.starts_with("break-")) {
    const bool resets = model.starts_with("break-reset-");
    script.manner = Manner::paced;
    script.ending = resets ? Ending::reset : Ending::silent;
    script.interval_ns = number_after(model, resets ? "reset-" : "end-", 1) * kNsPerMs;
    script.events = number_after(model, "ms-", 1);
  } else if (model.starts_with("burst-")) {
    script.manner = Manner::burst;
    script.events = number_after(model, "burst-", 1);
  } else if (model.starts_with("hang")) {
    script.manner = Manner::hang;
  }
  return script;
}

}  // namespace edgee::bench

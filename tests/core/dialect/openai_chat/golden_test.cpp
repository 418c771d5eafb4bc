// Recordings in tests/golden/openai_chat: an agent's request and what the target is sent; a
// target's stream and what the agent gets. EDGEE_UPDATE_GOLDEN=1 rewrites the second of each pair.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/openai_chat.h"
#include "tests/core/dialect/openai_chat/story.h"
#include "tests/support/asked.h"

namespace edgee::test {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void compare(const fs::path& path, const std::string& now) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): tests set no environment
  if (std::getenv("EDGEE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << now;
  }
  CHECK_MESSAGE(read(path) == now, "differs from ", path.string());
}

std::vector<fs::path> recordings() {
  std::vector<fs::path> all;
  for (const auto& entry :
       fs::directory_iterator(fs::path(EDGEE_SOURCE_DIR) / "tests/golden/openai_chat")) {
    if (entry.is_directory()) all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

// The request, laid out for a reader, or why it was refused.
std::string encoded(const fs::path& folder) {
  const Json who = parse_json(read(folder / "target.json")).value_or(Json());
  Target target(string_member(who, "provider"), string_member(who, "model"));
  target.session = string_member(who, "session");
  const Dialect& agents = *find_dialect(DialectId::anthropic_messages);
  const Result<Conversation> conversation =
      agents.decode_request(asked("", read(folder / "request.json")));
  if (!conversation) return "not decoded: " + conversation.error().message + "\n";
  const Result<std::string> body =
      openai_chat_dialect().encode_request(*conversation, target.view());
  if (!body) return "refused: " + body.error().message + "\n";
  return OrderedJson::parse(*body, nullptr, false).dump(2) + "\n";
}

std::string streamed(const std::string& upstream) {
  const Request request = asked("claude-opus-5-5");
  const auto encoder = find_dialect(DialectId::anthropic_messages)->make_encoder(request);
  std::string agent;
  for (const StreamEvent& event : decode(upstream))
    encoder->encode(event, agent);
  return agent;
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/golden") {
  TEST_CASE("requests are written as recorded") {
    int seen = 0;
    for (const fs::path& folder : recordings()) {
      if (!fs::exists(folder / "request.json")) continue;
      CAPTURE(folder.string());
      compare(folder / "chat_request.json", encoded(folder));
      ++seen;
    }
    CHECK(seen >= 10);
  }

  TEST_CASE("streams are read as recorded") {
    int seen = 0;
    for (const fs::path& folder : recordings()) {
      if (!fs::exists(folder / "upstream.sse")) continue;
      CAPTURE(folder.string());
      compare(folder / "agent.sse", streamed(read(folder / "upstream.sse")));
      ++seen;
    }
    CHECK(seen >= 10);
  }

  TEST_CASE("recorded streams may be cut anywhere") {
    for (const fs::path& folder : recordings()) {
      const std::string sse = read(folder / "upstream.sse");
      CAPTURE(folder.string());
      const std::string whole = lines(decode(sse));
      for (const std::size_t step : {1U, 5U, 64U}) {
        CAPTURE(step);
        CHECK(lines(decode_in_steps(sse, step)) == whole);
      }
    }
  }
}

}  // namespace edgee::test

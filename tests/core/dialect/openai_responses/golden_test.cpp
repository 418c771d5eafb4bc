// Recordings in tests/golden/openai_responses, one folder each. A request.json of Codex gives
// conversation.txt and what another account of OpenAI is sent; an ask.json of Claude Code gives
// what OpenAI is sent; an upstream.sse gives its events and what an agent reads when they are
// written again.
#include <doctest/doctest.h>

#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/openai_responses/grammar.h"
#include "tests/core/dialect/openai_responses/setup.h"
#include "tests/support/asked.h"
#include "tests/support/recordings.h"

namespace edgee::test {
namespace {

using golden::compare;
using golden::read;
namespace fs = std::filesystem;

std::string spliced(const std::string& raw) {
  const Target target("openai", "gpt-6.2-sol");
  const Request request = request_of(raw);
  const JsonDoc body = responses().walk_request(request.raw);
  const auto result = responses().splice_request(request, body, target.view(), {});
  return result ? result->body : "refused: " + result.error().message + "\n";
}

std::string encoded(const std::string& claude) {
  Target target("openai", "gpt-6.1-sol");
  target.session = "session-1";
  const auto conversation =
      find_dialect(DialectId::anthropic_messages)->decode_request(asked("", claude));
  if (!conversation) return "not decoded: " + conversation.error().message + "\n";
  const auto body = responses().encode_request(*conversation, target.view());
  return golden::laid_out(body);
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/golden") {
  TEST_CASE("recordings read and write as recorded") {
    int requests = 0;
    int streams = 0;
    for (const golden::Path& folder : golden::folders("openai_responses", ".")) {
      CAPTURE(folder.string());
      if (fs::exists(folder / "request.json")) {
        const std::string raw = read(folder / "request.json");
        compare(folder / "conversation.txt", told(responses().decode_request(request_of(raw))));
        compare(folder / "to_openai.json", spliced(raw));
        ++requests;
      }
      if (fs::exists(folder / "ask.json")) {
        compare(folder / "responses_request.json", encoded(read(folder / "ask.json")));
        ++requests;
      }
      if (!fs::exists(folder / "upstream.sse")) continue;
      const std::string sse = read(folder / "upstream.sse");
      const std::vector<StreamEvent> events = decode(sse);
      compare(folder / "events.txt", describe(events));
      const Request request = request_of(body_of(
          R"("x")", R"("tools":[{"type":"namespace","name":"functions","tools":[)"
                    R"({"type":"custom","name":"exec"},{"type":"function","name":"wait"}]}])"));
      const std::string again = write(events, request);
      CHECK(grammar_fault(again) == "");
      compare(folder / "agent.sse", again);
      for (const std::size_t step : {1U, 7U, 64U})
        CHECK(describe(decode(sse, step)) == describe(events));
      ++streams;
    }
    CHECK(requests >= 3);
    CHECK(streams >= 4);
  }
}

}  // namespace edgee::test

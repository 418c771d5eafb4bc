#include <string>

#include <doctest/doctest.h>

#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {

namespace {

const HeaderList kAgentHeaders = {
    {"Host", "127.0.0.1:1"},
    {"Authorization", "Bearer sk-ant-oat01-secret"},
    {"x-api-key", "sk-ant-api03-secret"},
    {"Cookie", "secret"},
    {"User-Agent", "claude-cli/2.1.197 (external, cli)"},
    {"X-Claude-Code-Session-Id", "s"},
    {"X-Stainless-Lang", "js"},
    {"anthropic-version", "2026-10-21"},
    {"anthropic-beta", "claude-code-20250219, oauth-2025-04-20,context-1m-2025-08-07"},
    {"anthropic-beta", "effort-2025-11-24"},
    {"Content-Type", "application/json"},
    {"Accept", "text/event-stream"},
    {"Accept-Encoding", "gzip"},
    {"x-brand-new", "1"},
};

std::string headers(SpliceSetup setup) {
  if (setup.headers.empty()) setup.headers = kAgentHeaders;
  const auto spliced = setup.run(R"({"model":"m","messages":[]})");
  REQUIRE(spliced);
  std::string text;
  for (const Header& header : spliced->headers)
    text += header.name + ": " + header.value + "\n";
  CHECK(text.find("secret") == std::string::npos);
  CHECK(text.find("oauth") == std::string::npos);
  return text;
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/splice_headers") {
  TEST_CASE("Anthropic gets the agent's headers without its login") {
    CHECK(headers(SpliceSetup::claude()) ==
          "User-Agent: claude-cli/2.1.197 (external, cli)\nX-Claude-Code-Session-Id: s\n"
          "X-Stainless-Lang: js\nanthropic-version: 2026-10-21\n"
          "anthropic-beta: claude-code-20250219,context-1m-2025-08-07,effort-2025-11-24\n"
          "Content-Type: application/json\nAccept: text/event-stream\nx-brand-new: 1\n");
  }

  TEST_CASE("Claude at another host gets the vendor's headers only") {
    SpliceSetup setup = SpliceSetup::claude();
    setup.provider.messages.attribution = false;
    setup.provider.messages.betas = {"context-1m-*", "effort-2025-11-24"};
    CHECK(headers(setup) ==
          "content-type: application/json\naccept: text/event-stream\nuser-agent: edgee\n"
          "anthropic-version: 2026-10-21\n"
          "anthropic-beta: context-1m-2025-08-07,effort-2025-11-24\n");
  }

  TEST_CASE("another server learns nothing of the agent") {
    SpliceSetup setup = SpliceSetup::other();
    setup.provider.extra_headers = {{"X-Title", "edgee"}};
    CHECK(headers(setup) ==
          "content-type: application/json\naccept: text/event-stream\nuser-agent: edgee\n"
          "anthropic-version: 2023-06-01\nX-Title: edgee\n");
  }

  TEST_CASE("missing headers have defaults") {
    SpliceSetup setup = SpliceSetup::other();
    setup.headers = {{"Host", "127.0.0.1"}};
    CHECK(headers(setup) ==
          "content-type: application/json\naccept: application/json\nuser-agent: edgee\n"
          "anthropic-version: 2023-06-01\n");
    setup = SpliceSetup::claude();
    setup.headers = {{"Host", "127.0.0.1"}};
    CHECK(headers(setup) == "anthropic-version: 2023-06-01\n");
  }
}

}  // namespace edgee

// The lines to paste for each client.
#include "cli/commands/proxy_clients.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

const std::string kBase = "http://127.0.0.1:4711/TOKEN";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("cli/proxy_clients") {
  TEST_CASE("each client gets the address in the form that it takes") {
    struct Row {
      std::string name;
      std::string line;
    };
    for (const Row& row : {Row{"aider", "export OPENAI_API_BASE='" + kBase + "/v1'\n"},
                           {"anthropic", "export ANTHROPIC_BASE_URL='" + kBase + "'\n"},
                           {"claude-ide", "export ANTHROPIC_BASE_URL='" + kBase + "'\n"},
                           {"cline", "#   Base URL       " + kBase + "/v1\n"},
                           {"crush", "\"base_url\":\"" + kBase + "/v1\""},
                           {"gemini", "export GOOGLE_GEMINI_BASE_URL='" + kBase + "'\n"},
                           {"openai", "export OPENAI_BASE_URL='" + kBase + "/v1'\n"},
                           {"qwen", "export OPENAI_BASE_URL='" + kBase + "/v1'\n"},
                           {"roo", "#   Base URL       " + kBase + "/v1\n"}}) {
      CAPTURE(row.name);
      CHECK(contains(client_lines(row.name, kBase), row.line));
    }
  }

  TEST_CASE("whoever cannot come is told why") {
    const std::string lines = client_lines("cursor", kBase);
    CHECK_FALSE(contains(lines, kBase));
    CHECK(contains(lines, "127.0.0.1"));
  }

  TEST_CASE("every row is listed, says what it is, and nothing else is a name") {
    const std::string list = describe_clients();
    for (const std::string& name : client_names()) {
      CAPTURE(name);
      const std::string lines = client_lines(name, kBase);
      CHECK(lines.starts_with("# "));
      CHECK(lines.ends_with("\n"));
      CHECK(contains(list, "  " + name + " "));
    }
    CHECK(client_lines("emacs", kBase).empty());
    CHECK(client_lines("", kBase).empty());
  }

  TEST_CASE("a key of the user's own is kept") {
    for (const std::string name : {"aider", "anthropic", "gemini", "openai", "qwen"}) {
      CAPTURE(name);
      CHECK(contains(client_lines(name, kBase), "_API_KEY:-edgee}\""));
    }
  }
}

}  // namespace edgee

#include "core/agents/claude_statusline.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_files.h"

namespace edgee {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kOurs =
    R"({"type":"command","command":"'/opt/edgee' statusline","refreshInterval":2})";
constexpr const char* kFile = "/home/ann/.local/state/edgee/launch/abc.json";

struct Desk {
  FakeFiles files;
  FakeEnvironment environment;

  Desk& file(const std::string& path, const std::string& text) {
    files.contents[path] = text;
    return *this;
  }
  std::optional<StatusLinePlan> plan(const Words& arguments) {
    return add_claude_status_line({arguments, "/home/ann", "/src/app"},
                                  {"'/opt/edgee' statusline", kFile}, environment, files);
  }
};

std::string with_line(const std::string& line) {
  return R"({"statusLine":)" + line + "}";
}

std::string line_of(const std::string& command) {
  return with_line(R"({"type":"command","command":")" + command + R"("})");
}

}  // namespace

TEST_SUITE("core/agents/claude_statusline") {
  TEST_CASE("without settings of his own the flag stands in front of the user's arguments") {
    Desk desk;
    for (const Words& own : {Words{}, Words{"--resume"}, Words{"--", "--settings", "x"}}) {
      const auto plan = desk.plan(own);
      REQUIRE(plan);
      Words expected = {"--settings", with_line(kOurs)};
      expected.insert(expected.end(), own.begin(), own.end());
      CHECK(plan->arguments == expected);
      CHECK(plan->settings.empty());
      CHECK(plan->own_command.empty());
    }
  }

  TEST_CASE("what the user gives inline keeps all it said, in its place and in one flag") {
    Desk desk;
    const std::string his = R"({"model":"opus","env":{"A":"1"},"permissions":{"allow":["Bash"]}})";
    const std::string merged =
        R"({"model":"opus","env":{"A":"1"},"permissions":{"allow":["Bash"]},"statusLine":)" +
        std::string(kOurs) + "}";
    CHECK(desk.plan({"-c", "--settings", his, "--", "hi"})->arguments ==
          Words{"-c", "--settings", merged, "--", "hi"});
    CHECK(desk.plan({"--settings=" + his})->arguments == Words{"--settings=" + merged});
    // The agent takes the last one whole.
    CHECK(desk.plan({"--settings", "gone.json", "--settings", his})->arguments ==
          Words{"--settings", "gone.json", "--settings", merged});
  }

  TEST_CASE("what the user keeps in a file goes into a private one, not into argv") {
    Desk desk;
    desk.file("/src/app/his.json", R"({"env":{"ANTHROPIC_API_KEY":"secret"}})");
    const auto plan = desk.plan({"--settings", "his.json"});
    REQUIRE(plan);
    CHECK(plan->arguments == Words{"--settings", kFile});
    CHECK(plan->settings ==
          R"({"env":{"ANTHROPIC_API_KEY":"secret"},"statusLine":)" + std::string(kOurs) + "}");
  }

  TEST_CASE("the status line that the agent would have shown is handed on") {
    Desk desk;
    CHECK(desk.file("/home/ann/.claude/settings.json", line_of("user")).plan({})->own_command ==
          "user");
    CHECK(desk.file("/src/app/.claude/settings.json", line_of("project")).plan({})->own_command ==
          "project");
    CHECK(desk.plan({"--settings", line_of("flag")})->own_command == "flag");
    CHECK(desk.plan({"--setting-sources", "user"})->own_command == "user");
  }

  TEST_CASE("the looks of his line stay, and it comes no more seldom than he asked for") {
    Desk desk;
    desk.file("/home/ann/.claude/settings.json",
              with_line(R"({"type":"command","command":"mine","padding":3,"refreshInterval":1})"));
    const auto plan = desk.plan({});
    REQUIRE(plan);
    const auto settings = parse_json(plan->arguments.at(1));
    REQUIRE(settings);
    const Json& line = member(*settings, "statusLine");
    CHECK(int_member(line, "padding") == 3);
    CHECK(int_member(line, "refreshInterval") == 1);
    CHECK(string_member(line, "command") == "'/opt/edgee' statusline");
  }

  TEST_CASE("where no line of ours would be seen, the arguments are left alone") {
    Desk desk;
    for (const Words& own :
         {Words{"-p", "hi"}, Words{"--print"}, Words{"--settings", "missing.json"},
          Words{"--settings", "{broken"}, Words{"--settings", "[]"}}) {
      CHECK_FALSE(desk.plan(own));
    }
    CHECK(desk.plan({"--", "-p"}));
    desk.file("/etc/claude-code/managed-settings.json", line_of("theirs"));
    CHECK_FALSE(desk.plan({}));
  }
}

}  // namespace edgee

#include "core/agents/claude_statusline.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/agents/agent.h"
#include "core/base/json.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_files.h"

namespace edgee {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kOurs =
    R"({"command":"'/opt/edgee' statusline","refreshInterval":2,"type":"command"})";

struct Desk {
  FakeFiles files;
  FakeEnvironment environment;

  Desk& file(const std::string& path, const std::string& text) {
    files.contents[path] = text;
    return *this;
  }
  std::optional<ClaudeStatusLine> line(const Words& arguments) {
    const ClaudeSettings settings =
        read_claude_settings({arguments, "/home/ann", "/src/app"}, environment, files);
    return claude_status_line(settings, arguments, "'/opt/edgee' statusline");
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
  TEST_CASE("without a status line of his own ours stands alone") {
    Desk desk;
    for (const Words& own : {Words{}, Words{"--resume"}, Words{"--", "-p"}}) {
      const auto made = desk.line(own);
      REQUIRE(made);
      CHECK(dump_json(made->line) == kOurs);
      CHECK(made->own_command.empty());
    }
  }

  TEST_CASE("the status line that the agent would have shown is handed on") {
    Desk desk;
    CHECK(desk.file("/home/ann/.claude/settings.json", line_of("user")).line({})->own_command ==
          "user");
    CHECK(desk.file("/src/app/.claude/settings.json", line_of("project")).line({})->own_command ==
          "project");
    CHECK(desk.line({"--settings", line_of("flag")})->own_command == "flag");
    CHECK(desk.line({"--setting-sources", "user"})->own_command == "user");
  }

  TEST_CASE("the looks of his line stay, and it comes no more seldom than he asked for") {
    Desk desk;
    desk.file("/home/ann/.claude/settings.json",
              with_line(R"({"type":"command","command":"mine","padding":3,"refreshInterval":1})"));
    const auto made = desk.line({});
    REQUIRE(made);
    CHECK(int_member(made->line, "padding") == 3);
    CHECK(int_member(made->line, "refreshInterval") == 1);
    CHECK(string_member(made->line, "command") == "'/opt/edgee' statusline");
  }

  TEST_CASE("there is no line of ours where it would not be seen") {
    Desk desk;
    for (const Words& own : {Words{"-p", "hi"}, Words{"--print"}}) {
      CHECK_FALSE(desk.line(own));
    }
    desk.file("/etc/claude-code/managed-settings.json", line_of("theirs"));
    CHECK_FALSE(desk.line({}));
  }

  TEST_CASE(
      "the line goes into the flag as JSON, or into the private settings beside the address") {
    Desk desk;
    const auto command = [&desk](const Words& own) {
      const Result<LaunchPlan> plan =
          find_agent("claude")->plan({own, "/home/ann", "/src/app"}, desk.environment, desk.files);
      return plan->point_at({"http://127.0.0.1:1", "tok"}, {"/x.json", "ours"}).value();
    };
    desk.file("/home/ann/.claude/settings.json", line_of("mine"));
    CHECK(command({"-c"}).own_status_line == "mine");
    const std::string ours = R"({"command":"ours","refreshInterval":2,"type":"command"})";
    CHECK(command({"-c"}).arguments == Words{"--settings", with_line(ours), "-c"});
    CHECK(command({"--settings", R"({"model":"opus"})"}).arguments ==
          Words{"--settings", R"({"model":"opus","statusLine":)" + ours + "}"});
    CHECK(command({"-c"}).settings.empty());
    // Without a line of ours the flag stays as it was given, a status line in it or not.
    const Words headless{"-p", "--settings",
                         R"({ "statusLine": {"type":"command","command":"x"} })"};
    CHECK(command(headless).arguments == headless);
    desk.file("/src/app/.claude/settings.json", R"({"env":{"ANTHROPIC_BASE_URL":"http://h"}})");
    CHECK(command({"-c"}).arguments == Words{"--settings", "/x.json", "-c"});
    const Json settings = *parse_json(command({"-c"}).settings);
    CHECK(string_member(member(settings, "statusLine"), "command") == "ours");
    CHECK(string_member(member(settings, "env"), "ANTHROPIC_BASE_URL") == "http://127.0.0.1:1/tok");
  }
}

}  // namespace edgee

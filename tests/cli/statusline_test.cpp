#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/agent_launch.h"
#include "cli/app.h"
#include "cli/command.h"
#include "tests/support/fake_context.h"

namespace edgee {
namespace {

constexpr const char* kSwitched = "edgee: second/m (the model is overloaded)";

void record_switch(FakeContext& desk) {
  AttemptEvent failed;
  failed.launch = "mine";
  failed.target = "agent";
  failed.verdict = "next";
  failed.trigger = "overloaded";
  failed.reason = "the model is overloaded (529)";
  desk.records.append(failed);
  AttemptEvent answered;
  answered.launch = "mine";
  answered.step = 1;
  answered.target = "second/m";
  answered.verdict = "done";
  desk.records.append(answered);
  desk.variables.variables[kLaunchVariable] = "mine";
}

std::string line(FakeContext& desk) {
  CHECK(run_app({"statusline"}, desk, command_table()) == 0);
  CHECK(desk.said().empty());
  return desk.printed();
}

// The user's own line is a command that prints this.
void own_line(FakeContext& desk, const std::string& printed) {
  desk.variables.variables[kOwnLineVariable] = "his command";
  desk.programs.on_filter = [printed](const std::string& command, std::string_view input) {
    CHECK(command == "his command");
    CHECK(input == "{\"cwd\":\"/x\"}");
    return printed;
  };
  desk.in.str("{\"cwd\":\"/x\"}");
}

}  // namespace

TEST_SUITE("cli/statusline") {
  TEST_CASE("outside of a session, and where there is trouble, it prints nothing") {
    FakeContext outside;
    CHECK(line(outside).empty());
    FakeContext damaged;
    record_switch(damaged);
    damaged.records.error = Error{"the ledger is damaged", "", 1};
    CHECK(line(damaged).empty());
  }

  TEST_CASE("it says who serves this launch and no other") {
    FakeContext desk;
    record_switch(desk);
    CHECK(line(desk) == std::string(kSwitched) + "\n");
    FakeContext other;
    record_switch(other);
    other.variables.variables[kLaunchVariable] = "another";
    CHECK(line(other) == "edgee: ready\n");
  }

  TEST_CASE("the user's own line comes first, on the same line where both fit") {
    FakeContext one;
    record_switch(one);
    own_line(one, "\x1b[31mmain\x1b[0m *\n");
    CHECK(line(one) == "\x1b[31mmain\x1b[0m * | " + std::string(kSwitched) + "\n");
    FakeContext narrow;
    record_switch(narrow);
    own_line(narrow, "main *");
    narrow.variables.variables["COLUMNS"] = "49";
    CHECK(line(narrow) == "main *\n" + std::string(kSwitched) + "\n");
    FakeContext two;
    record_switch(two);
    own_line(two, "main\nclean");
    CHECK(line(two) == "main\nclean\n" + std::string(kSwitched) + "\n");
  }

  TEST_CASE("a command of his that fails leaves ours alone on the line") {
    FakeContext desk;
    record_switch(desk);
    desk.variables.variables[kOwnLineVariable] = "his command";
    desk.programs.on_filter = [](const std::string&, std::string_view) -> Result<std::string> {
      return fail("it hung");
    };
    CHECK(line(desk) == std::string(kSwitched) + "\n");
  }

  TEST_CASE("control characters that a server put into a reason do not reach the screen") {
    FakeContext desk;
    record_switch(desk);
    AttemptEvent odd;
    odd.launch = "mine";
    odd.target = "evil\x1b[2J/m";
    odd.verdict = "done";
    desk.records.append(odd);
    CHECK(line(desk).find('\x1b') == std::string::npos);
  }
}

}  // namespace edgee
